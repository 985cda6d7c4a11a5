import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, isFailure } from '../../../src/core/errors.ts';
import type { FolderIndex, IndexedFolder } from '../../../src/core/ports/folderIndex.ts';
import { readTogether } from '../../../src/core/retrieval/readTogether.ts';
import { retrieve } from '../../../src/core/retrieval/retrieve.ts';
import { catalogFileName } from '../../../src/node/catalog/database/catalogDatabase.ts';
import { FolderStore } from '../../../src/node/catalog/folderStore.ts';
import { StoredFolder } from '../../../src/node/catalog/storedFolder.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import { wording } from '../../../src/core/texts/wording.ts';

const everything = { paths: [], languages: [] };
const closed = new Failure('folder-missing', wording('The folder was closed.'));

/** A folder's store with its writer. Each file has one chunk of one word. */
class TestStore implements AsyncDisposable {
  readonly #folder = throwAwayFolder('snapshots');
  readonly store = new FolderStore(this.#folder.path, () => undefined);
  #stored = 0;

  /** @param inPlace whether to behave like a disk that does not support the write-ahead log. */
  static async open({ inPlace = false } = {}): Promise<TestStore> {
    const test = new TestStore();
    await mkdir(test.#folder.path, { recursive: true });
    if (inPlace) await symlink('nowhere/at/all', join(test.#folder.path, `${catalogFileName}-shm`));
    await test.write('a.txt', 'alpha');
    return test;
  }

  get folder(): IndexedFolder {
    return new StoredFolder({
      root: '/w',
      snapshots: this.store.reading!.snapshots,
      dense: () => null,
      embeddedChunks: () => 0,
      team: null,
      relevanceThreshold: () => Promise.resolve(null),
    });
  }

  async write(path: string, text: string): Promise<void> {
    await this.store.write()!.store(
      { path, sizeBytes: 1, modifiedMs: ++this.#stored, identity: '' },
      {
        outcome: 'chunked',
        reading: { encoding: 'utf8', linesLeftOut: 0 },
        hash: 'ab',
        language: 'plaintext',
        role: 'source',
        pathWords: '',
        chunks: [
          {
            range: { kind: 'lines', startLine: 1, endLine: 1 },
            text,
            symbol: '',
            symbolWords: '',
            bodyWords: text,
            content: '0'.repeat(32),
          },
        ],
      },
      '1',
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.store.close();
    await this.#folder[Symbol.asyncDispose]();
  }
}

async function textsWith(index: FolderIndex, word: string): Promise<string[]> {
  const found = await index.searchLexical([word], 10, everything);
  return (await index.chunks(found.map(({ id }) => id))).map(({ text }) => text);
}

describe('a search during a write', () => {
  it('sees one state of the index from start to end', async () => {
    await using test = await TestStore.open();
    const { folder } = test;
    const before = await folder.read(async (index) => {
      const found = await index.searchLexical(['alpha'], 10, everything);
      await test.write('a.txt', 'beta');
      await test.write('b.txt', 'gamma');
      const chunks = await index.chunks(found.map(({ id }) => id));
      return {
        texts: chunks.map(({ text }) => text),
        beta: await textsWith(index, 'beta'),
        count: index.chunkCount,
      };
    });
    assert.deepEqual(before, { texts: ['alpha'], beta: [], count: 1 });
    const after = await folder.read(async (index) => ({
      alpha: await textsWith(index, 'alpha'),
      beta: await textsWith(index, 'beta'),
      count: index.chunkCount,
    }));
    assert.deepEqual(after, { alpha: [], beta: ['beta'], count: 2 });
  });

  it('shows what it found even if a file changes while the question is embedded', async () => {
    await using test = await TestStore.open();
    const request = {
      question: 'alpha',
      roots: ['/w'],
      filter: everything,
      topK: 10,
      history: [],
    };
    const ask = (): Promise<readonly string[]> =>
      readTogether([test.folder], async (indexes) => {
        const { hits } = await retrieve(
          indexes,
          request,
          {
            embedQuestion: async () => {
              await test.write('a.txt', 'beta');
              return Float32Array.of(1);
            },
            clock: { nowMs: () => 0 },
          },
          new AbortController().signal,
        );
        return hits.map(({ text }) => text);
      });
    assert.deepEqual(await ask(), ['alpha']);
    assert.deepEqual(await ask(), []);
  });

  it('that starts later sees the later state; an earlier one still sees its own', async () => {
    await using test = await TestStore.open();
    const { folder } = test;
    const both = await folder.read(async (earlier) => {
      await test.write('a.txt', 'beta');
      const later = await folder.read((index) => textsWith(index, 'beta'));
      return [await textsWith(earlier, 'alpha'), later, await textsWith(earlier, 'beta')];
    });
    assert.deepEqual(both, [['alpha'], ['beta'], []]);
  });

  it('does not hold back what the index process itself reads', async () => {
    await using test = await TestStore.open();
    await test.folder.read(async (index) => {
      await index.documentFrequencies(['alpha']);
      await test.write('b.txt', 'beta');
      assert.equal(await test.store.reading?.catalog.chunkCount(), 2);
    });
  });

  it('runs again without a write-ahead log, and never blocks a writer', async function () {
    if (process.platform === 'win32') this.skip();
    await using test = await TestStore.open({ inPlace: true });
    let runs = 0;
    const seen = await test.folder.read(async (index) => {
      const texts = await textsWith(index, 'alpha');
      if (++runs === 1) await test.write('a.txt', 'beta');
      return [...texts, ...(await textsWith(index, 'beta'))];
    });
    assert.deepEqual([seen, runs], [['beta'], 2]);
  });

  it('without a write-ahead log ends even under constant writes', async function () {
    if (process.platform === 'win32') this.skip();
    await using test = await TestStore.open({ inPlace: true });
    let runs = 0;
    await test.folder.read(() => test.write('a.txt', `word${++runs}`));
    assert.equal(runs, 3);
  });
});

describe('closing a store', () => {
  it('waits for the running search and lets no other start', async () => {
    await using test = await TestStore.open();
    const { folder } = test;
    const going = Promise.withResolvers<undefined>();
    const search = folder.read(async (index) => {
      await going.promise;
      return textsWith(index, 'alpha');
    });
    let ended = false;
    const end = test.store.endSearches(closed).then(() => {
      ended = true;
    });
    await assert.rejects(
      folder.read((index) => textsWith(index, 'alpha')),
      (error) => error === closed,
    );
    assert.equal(ended, false);
    going.resolve(undefined);
    assert.deepEqual(await search, ['alpha']);
    await end;
  });

  it('ends the search with a Failure if it cannot wait', async () => {
    await using test = await TestStore.open();
    await assert.rejects(
      test.folder.read(async (index) => {
        test.store.discard();
        return textsWith(index, 'alpha');
      }),
      (error) => isFailure(error, 'index-empty'),
    );
    await test.write('a.txt', 'beta');
    assert.deepEqual(await test.folder.read((index) => textsWith(index, 'beta')), ['beta']);
  });
});
