import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asciiOnly } from '../../../packaging/asciiOnly.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

async function built(folder: string, source: string): Promise<string> {
  await writeFile(join(folder, 'entry.ts'), source);
  await build({
    entryPoints: [join(folder, 'entry.ts')],
    absWorkingDir: folder,
    outdir: join(folder, 'out'),
    format: 'esm',
    metafile: true,
    plugins: [asciiOnly],
    logLevel: 'silent',
  });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  return join(folder, 'out/entry.js');
}

describe('a build in ASCII only', () => {
  it('finds with its regular expressions what the source finds', async () => {
    await using folder = throwAwayFolder('ascii');
    const file = await built(
      folder.path,
      `const dash = String.raw\`[–—]\`;
export const patterns = [/함수|関数/, /^[à-ž]+$/iu, /🚀+/u, new RegExp(dash), {
  // ㅗ: a comment
  text: '텍스트',
}];`,
    );
    assert.match(await readFile(file, 'utf8'), /^[\0-\x7f]*$/);
    const { patterns } = (await import(pathToFileURL(file).href)) as {
      patterns: [RegExp, RegExp, RegExp, RegExp, unknown];
    };
    const [words, letters, rockets, dash, rest] = patterns;
    assert.equal(words.exec('이 함수는')?.[0], '함수');
    assert.equal(letters.exec('ÉÀ')?.[0], 'ÉÀ');
    assert.equal(rockets.exec('a🚀🚀')?.[0], '🚀🚀');
    assert.equal(dash.exec('a–b')?.[0], '–');
    assert.deepEqual(rest, { text: '텍스트' });
  });

  it('fails if a backslash would change what an escape means', async () => {
    await using folder = throwAwayFolder('ascii');
    await assert.rejects(
      built(folder.path, 'export const pattern = /\\함/;'),
      /\\함 cannot be escaped/,
    );
  });
});
