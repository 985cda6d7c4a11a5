import assert from 'node:assert/strict';
import { cp, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defaultEmbeddingModel } from '../../../src/node/embedding/embeddingModels.ts';
import { testModelsFolder } from '../../support/paths.ts';
import { realModel } from '../../support/models/realModels.ts';
import { runCli } from '../../support/runCli.ts';
import type { CliResult } from '../../support/runCli.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

const files = {
  'adapters.py':
    'class Courier:\n    def mount(self, prefix, adapter):\n        """Adapters are sorted by ' +
    'descending prefix length."""\n        self.adapters[prefix] = adapter\n',
  'oncall.md': '# On call\n\nThe pager is passed on every Tuesday at noon.\n',
  'tides.md': '# Tides\n\nThe water is highest when sun and moon pull in one line.\n',
};

interface Updated {
  readonly chunks: number;
  readonly embeddingsComputed: number;
}

describe('an exported index', () => {
  const scratch = throwAwayFolder('archive');
  let models: string;
  let first: string;
  let file: string;
  let indexed: Updated;

  before(async function () {
    realModel(this, join(defaultEmbeddingModel.repository, defaultEmbeddingModel.file));
    models = testModelsFolder() ?? '';
    first = join(scratch.path, 'first');
    file = join(scratch.path, 'shared.index');
    await mkdir(join(scratch.path, 'home'));
    await checkout('first');
    indexed = await json('index', first);
    assert.equal(indexed.embeddingsComputed > 0, true);
    assert.deepEqual(await json('export', first, file), {
      file,
      embeddings: indexed.embeddingsComputed,
    });
  });

  after(() => scratch[Symbol.asyncDispose]());

  function run(...args: readonly string[]): Promise<CliResult> {
    return runCli([...args, '--models', models], join(scratch.path, 'home'));
  }

  async function json<T = Updated>(...args: readonly string[]): Promise<T> {
    const { stdout, stderr, code } = await run(...args, '--json');
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as T;
  }

  async function checkout(name: string): Promise<string> {
    const folder = join(scratch.path, name);
    await mkdir(folder);
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return folder;
  }

  async function found(folder: string): Promise<unknown> {
    const question = 'When does someone else carry the beeper?';
    const { hits } = await json<{ hits: readonly { path: string; score: number }[] }>(
      'search',
      folder,
      question,
      '--no-update',
    );
    return hits.map(({ path, score }) => ({ path, score }));
  }

  it('gives another checkout every embedding, and the same answers', async () => {
    const second = await checkout('second');
    const { chunks, embeddingsComputed } = await json('import', second, file);
    assert.deepEqual(
      { chunks, embeddingsComputed },
      { chunks: indexed.chunks, embeddingsComputed: 0 },
    );
    assert.deepEqual(await found(second), await found(first));
  });

  it('leaves only what differs in a checkout to be computed there', async () => {
    const edited = await checkout('edited');
    await writeFile(
      join(edited, 'harbour.md'),
      '# Harbour\n\nShips wait outside until the pilot has come aboard.\n',
    );
    assert.equal((await json('import', edited, file)).embeddingsComputed, 1);
  });

  it('has the same bytes for the same content, wherever it was computed', async () => {
    const third = await checkout('third');
    await json('import', third, file);
    const again = join(scratch.path, 'again.index');
    await json('export', third, again);
    assert((await readFile(file)).equals(await readFile(again)));
  });

  it('is refused when it is damaged, and the folder can be indexed all the same', async () => {
    const fourth = await checkout('fourth');
    const cut = join(scratch.path, 'cut.index');
    await cp(file, cut);
    await truncate(cut, 2000);
    const { code, stderr } = await run('import', fourth, cut);
    assert.deepEqual([code, /cut\.index is damaged/.test(stderr)], [3, true], stderr);
    assert.equal((await json('index', fourth)).embeddingsComputed, indexed.embeddingsComputed);
  });

  it('cannot be made of a folder that is not indexed, and leaves no file', async () => {
    const fresh = await checkout('fresh');
    const { code, stderr } = await run('export', fresh, join(dirname(file), 'none.index'));
    assert.deepEqual([code, /not indexed/.test(stderr)], [3, true], stderr);
    await assert.rejects(readFile(join(dirname(file), 'none.index')));
  });
});
