import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { joinStart } from '../../../packaging/joinStart.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

/** An entry that loads a counter, and two parts later that count with it. */
const sources = {
  'counter.ts': 'let n = 0;\nexport const count = (): number => ++n;',
  'text.ts': 'export const text = "both parts";',
  'a.ts':
    'import { count } from "./counter";\nimport { text } from "./text";\nexport const a = (): string => `${text} ${count()}`;',
  'b.ts':
    'import { count } from "./counter";\nimport { text } from "./text";\nexport const b = (): string => `${text} ${count()}`;',
  'entry.ts': `import { count } from './counter';
export async function run(): Promise<unknown> {
  const [{ a }, { b }] = await Promise.all([import('./a'), import('./b')]);
  return [count(), a(), b(), count()];
}`,
};

async function built(folder: string): Promise<string> {
  for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, name), text);
  await build({
    entryPoints: [join(folder, 'entry.ts')],
    absWorkingDir: folder,
    outdir: join(folder, 'out'),
    bundle: true,
    format: 'esm',
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    sourcemap: true,
    plugins: [joinStart],
  });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  return join(folder, 'out');
}

describe('a build whose start is joined', () => {
  it('loads one file with its entry', async () => {
    await using folder = throwAwayFolder('join');
    const out = await built(folder.path);
    const imports = async (file: string): Promise<readonly string[]> =>
      (await readFile(join(out, file), 'utf8')).match(/(?<=from ")[^"]+/g) ?? [];
    assert.deepEqual(await imports('entry.js'), ['./parts/start.js']);
    assert.deepEqual(await imports('parts/start.js'), []);
  });

  it('shares one copy of a module between its start and its parts', async () => {
    await using folder = throwAwayFolder('join');
    const out = await built(folder.path);
    const { run } = (await import(pathToFileURL(join(out, 'entry.js')).href)) as {
      run: () => Promise<unknown>;
    };
    assert.deepEqual(await run(), [1, 'both parts 2', 'both parts 3', 4]);
  });

  it('leads from its start back to the sources', async () => {
    await using folder = throwAwayFolder('join');
    const out = await built(folder.path);
    const map = JSON.parse(await readFile(join(out, 'parts/start.js.map'), 'utf8')) as {
      sources: readonly string[];
    };
    assert.deepEqual([...map.sources].sort(), ['../../counter.ts', '../../entry.ts']);
  });

  it('writes nothing that is not loaded', async () => {
    await using folder = throwAwayFolder('join');
    const parts = await readdir(join(await built(folder.path), 'parts'));
    // The start, two parts and what these two share.
    assert.equal(parts.filter((name) => name.endsWith('.js')).length, 4);
  });
});
