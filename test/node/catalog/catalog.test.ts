import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { isFailure } from '../../../src/core/errors.ts';
import type { FoundFile, PreparedFile } from '../../../src/core/indexing/fileRecords.ts';
import { analyzeText } from '../../../src/core/retrieval/question/analyzeText.ts';
import {
  catalogFileName,
  openCatalogForReading,
  openCatalogForWriting,
} from '../../../src/node/catalog/database/catalogDatabase.ts';
import { CatalogReader } from '../../../src/node/catalog/catalogReader.ts';
import { SqliteCatalogWriter } from '../../../src/node/catalog/catalogWriter.ts';
import { FtsLexicalIndex } from '../../../src/node/catalog/ftsLexicalIndex.ts';
import { WriterLock } from '../../../src/node/catalog/database/writerLock.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

type Chunked = Extract<PreparedFile, { outcome: 'chunked' }>;

/** A file with one chunk per line. */
function chunked(path: string, lines: readonly string[]): Chunked {
  return {
    outcome: 'chunked',
    hash: 'ab',
    language: path.endsWith('.py') ? 'python' : 'plaintext',
    role: 'source',
    reading: { encoding: 'utf8', linesLeftOut: 0 },
    pathWords: analyzeText(path).join(' '),
    chunks: lines.map((text, i) => ({
      range: { kind: 'lines', startLine: i + 1, endLine: i + 1 },
      text,
      symbol: '',
      symbolWords: '',
      bodyWords: analyzeText(text).join(' '),
      content: Buffer.from(text.padEnd(16).slice(0, 16)).toString('hex'),
    })),
  };
}

function found(path: string): FoundFile {
  return { path, sizeBytes: 1, modifiedMs: 1.5, identity: '1:1' };
}

class TestCatalog implements AsyncDisposable {
  readonly #folder = throwAwayFolder('catalog');
  readonly database: DatabaseSync = openCatalogForWriting(this.#folder.path).database;
  readonly writer = new SqliteCatalogWriter(
    this.database,
    join(this.#folder.path, catalogFileName),
  );
  readonly #read = openCatalogForReading(this.#folder.path)!;
  readonly reader = new CatalogReader(this.#read);
  readonly lexical = new FtsLexicalIndex(this.#read);

  get directory(): string {
    return this.#folder.path;
  }

  store(path: string, lines: readonly string[]): Promise<unknown> {
    return this.writer.store(found(path), chunked(path, lines), '1');
  }

  async find(
    words: string,
    paths: readonly string[] = [],
    languages: readonly string[] = [],
  ): Promise<string[]> {
    const found = await this.lexical.searchChunks(analyzeText(words), 100, { paths, languages });
    const ids = found.map(({ id }) => id);
    return this.reader.chunks.withIds(ids).map(({ path, range }) => `${path}:${range.startLine}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.reader.close();
    this.writer.close();
    await this.#folder[Symbol.asyncDispose]();
  }
}

async function storeGreek(catalog: TestCatalog): Promise<void> {
  for (const path of ['a.txt', 'b.txt', 'c.txt'])
    await catalog.store(path, ['alpha beta', `alpha gamma ${path}`, 'delta']);
}

/** Scores of chunks by words in one of them, in some, and in most. */
async function scoresOf({ lexical }: TestCatalog): Promise<number[]> {
  const found = await lexical.searchChunks(analyzeText('alpha gamma b'), 100);
  return found.map(({ score }) => score);
}

describe('catalog', () => {
  it('counts indexed pages without text, and drops them with their document', async () => {
    await using catalog = new TestCatalog();
    const { writer, reader } = catalog;
    await writer.store(found('a.pdf'), { ...chunked('a.pdf', ['x']), pagesWithoutText: 3 }, '1');
    await writer.store(found('b.pdf'), { ...chunked('b.pdf', ['y']), pagesWithoutText: 2 }, '1');
    await catalog.store('c.md', ['z']);
    assert.equal(reader.files.counts().pagesWithoutText, 5);
    assert.equal(reader.files.status('a.pdf')?.pagesWithoutText, 3);
    assert.equal(reader.files.status('c.md')?.pagesWithoutText, 0);
    await writer.store(found('a.pdf'), chunked('a.pdf', ['x']), '1');
    assert.equal(reader.files.counts().pagesWithoutText, 2);
  });

  it('lists skipped files of one reason up to a limit, however many have another', async () => {
    await using catalog = new TestCatalog();
    for (const [path, reason] of [
      ['a.bin', 'binary'],
      ['b.bin', 'binary'],
      ['c.key', 'secret'],
      ['d.key', 'secret'],
    ] as const)
      await catalog.writer.store(found(path), { outcome: 'skipped', hash: '', reason }, '1');
    const listed = catalog.reader.files.leftOut(1, 'secret');
    assert.deepEqual(listed, [{ path: 'c.key', reason: 'secret' }]);
    assert.equal(catalog.reader.files.leftOut(9).length, 4);
  });

  it('looks up thousands of paths at once, as a branch switch does', async () => {
    await using catalog = new TestCatalog();
    await catalog.store('src/app.py', ['one']);
    await catalog.store('docs/guide.md', ['two']);
    const others = Array.from({ length: 3000 }, (_, index) => `gone${index}`);
    const known = async (paths: readonly string[]): Promise<string[]> =>
      (await catalog.writer.knownFiles(paths)).map(({ path }) => path);
    assert.deepEqual(await known([...others, 'src/app.py']), ['src/app.py']);
    assert.deepEqual(await known([...others.map((path) => `${path}/`), 'docs/']), [
      'docs/guide.md',
    ]);
    assert.deepEqual(await known(others.flatMap((path) => [path, `${path}/`])), []);
  });

  it('returns every kind of range as it was stored', async () => {
    await using catalog = new TestCatalog();
    const base = chunked('a.txt', ['x']).chunks[0]!;
    const ranges = [
      { kind: 'lines', startLine: 3, endLine: 9 },
      { kind: 'lines', startLine: 4, endLine: 4, columns: [2, 800] },
      { kind: 'page', page: 7, startLine: 1, endLine: 2 },
      { kind: 'cell', cell: 5, startLine: 1, endLine: 4 },
    ] as const;
    await catalog.writer.store(
      found('a.txt'),
      { ...chunked('a.txt', []), chunks: ranges.map((range) => ({ ...base, range })) },
      '1',
    );
    const [{ id } = { id: 0 }] = await catalog.writer.knownFiles([]);
    assert.deepEqual(
      catalog.reader.chunks.ofFile(id).map(({ range }) => range),
      ranges,
    );
  });

  it('contains exactly the words of its files, whatever is stored and removed', async () => {
    const path = fc.constantFrom('a.txt', 'b/c.py', 'b/d.txt');
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta');
    const step = fc.record({ path, lines: fc.option(fc.array(word, { maxLength: 4 })) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await using catalog = new TestCatalog();
        const model = new Map<string, readonly string[]>();
        for (const { path: file, lines } of steps) {
          const known = (await catalog.writer.knownFiles([file]))[0];
          if (lines !== null) await catalog.store(file, lines);
          else if (known !== undefined) await catalog.writer.remove(known.id);
          if (lines === null) model.delete(file);
          else model.set(file, lines);
        }
        for (const one of ['alpha', 'beta', 'gamma', 'delta']) {
          const wanted = [...model]
            .flatMap(([file, lines]) =>
              lines.flatMap((line, i) => (line === one ? [`${file}:${i + 1}`] : [])),
            )
            .sort();
          assert.deepEqual((await catalog.find(one)).sort(), wanted);
          assert.deepEqual(
            (await catalog.find(one, ['b/'])).sort(),
            wanted.filter((hit) => hit.startsWith('b/')),
          );
          assert.deepEqual(
            (await catalog.find(one, [], ['python'])).sort(),
            wanted.filter((hit) => hit.includes('.py')),
          );
          assert.deepEqual(await catalog.lexical.documentFrequencies(analyzeText(one)), [
            wanted.length,
          ]);
        }
        assert.equal(catalog.reader.chunks.count(), [...model.values()].flat().length);
      }),
      { numRuns: 30 },
    );
  }).timeout(60_000);

  it('scores words alike however often files were stored and removed', async () => {
    await using fresh = new TestCatalog();
    await using edited = new TestCatalog();
    await edited.store('gone.txt', ['other', 'words altogether', 'alpha']);
    for (const catalog of [fresh, edited, edited, edited]) await storeGreek(catalog);
    const [gone] = await edited.writer.knownFiles(['gone.txt']);
    await edited.writer.remove(gone?.id ?? 0);
    assert.deepEqual(await scoresOf(edited), await scoresOf(fresh));
  });

  it('scores words alike after an older version removed files', async () => {
    await using fresh = new TestCatalog();
    await using older = new TestCatalog();
    await older.store('gone.txt', ['other', 'words altogether', 'alpha']);
    older.database.exec('DELETE FROM chunk_words; DELETE FROM chunks; DELETE FROM files');
    for (const catalog of [fresh, older, older]) await storeGreek(catalog);
    assert.deepEqual(await scoresOf(older), await scoresOf(fresh));
  });

  it('keeps its contents when the disk is full, and continues when there is room', async () => {
    await using catalog = new TestCatalog();
    await catalog.store('a.txt', ['alpha']);
    const { page_count: pages } = catalog.database.prepare('PRAGMA page_count').get()!;
    catalog.database.exec(`PRAGMA max_page_count = ${Number(pages) + 2}`);
    const large = Array.from({ length: 3000 }, (_, i) => `beta ${i} ${'filler '.repeat(30)}`);
    await assert.rejects(
      catalog.store('a.txt', large),
      (error) => isFailure(error, 'disk-full') && error.message.includes(catalogFileName),
    );
    assert.deepEqual([await catalog.find('alpha'), await catalog.find('beta')], [['a.txt:1'], []]);
    catalog.database.exec('PRAGMA max_page_count = 1000000');
    await catalog.store('a.txt', large);
    assert.deepEqual([await catalog.find('alpha'), catalog.reader.chunks.count()], [[], 3000]);
  });

  it('says that it cannot be written', async () => {
    await using catalog = new TestCatalog();
    await catalog.store('a.txt', ['alpha']);
    catalog.database.exec('PRAGMA query_only = 1');
    await assert.rejects(catalog.store('a.txt', ['beta']), (error) =>
      isFailure(error, 'folder-read-only'),
    );
    assert.deepEqual(await catalog.find('alpha'), ['a.txt:1']);
  });

  it('never shows a search half of a file that is being stored', async () => {
    await using catalog = new TestCatalog();
    await catalog.store('a.txt', ['alpha']);
    const storing = catalog.store(
      'a.txt',
      Array.from({ length: 500 }, () => 'beta'),
    );
    assert.deepEqual(
      [await catalog.find('alpha'), (await catalog.find('beta')).length],
      [['a.txt:1'], 0],
    );
    await storing;
    assert.deepEqual([await catalog.find('alpha'), (await catalog.find('beta')).length], [[], 100]);
  });

  it('stores an embedding once per text, lists missing ones and drops unused ones', async () => {
    await using catalog = new TestCatalog();
    await catalog.store('a.txt', ['alpha', 'beta']);
    await catalog.store('b.txt', ['alpha']);
    const { texts } = await catalog.writer.unembedded('model', 0);
    assert.deepEqual(
      texts.map(({ text, chunks }) => [text, chunks]),
      [
        ['alpha', 2],
        ['beta', 1],
      ],
    );
    const ids = await Promise.all(
      texts.map(({ content }) =>
        catalog.writer.addEmbedding('model', content, Float32Array.of(1, 2, 3)),
      ),
    );
    assert.deepEqual((await catalog.writer.unembedded('model', 0)).texts, []);
    assert.equal((await catalog.writer.unembedded('another model', 0)).texts.length, 2);
    assert.deepEqual(
      [...catalog.reader.embeddings.vectors(ids)],
      ids.map((id) => [id, Float32Array.of(1, 2, 3)]),
    );
    assert.deepEqual(catalog.reader.embeddings.chunksOf([ids[0]!]).get(ids[0]!)?.length, 2);
    await catalog.store('a.txt', ['alpha']);
    const day = 24 * 60 * 60 * 1000;
    await catalog.writer.dropUnusedEmbeddings(100 * day);
    assert.deepEqual(catalog.reader.embeddings.ids('model'), ids, 'an undo needs it');
    await catalog.writer.dropUnusedEmbeddings(131 * day);
    assert.deepEqual(catalog.reader.embeddings.ids('model'), [ids[0]]);
  });

  it('counts every change that affects a search, and no other', async () => {
    await using catalog = new TestCatalog();
    const steps: [string, () => Promise<unknown>, boolean][] = [
      ['a file is stored', () => catalog.store('a.txt', ['alpha']), true],
      ['it is only touched', () => catalog.writer.touch(1, found('a.txt')), false],
      ['something is noted', () => catalog.writer.setMeta('note', 'x'), false],
      [
        'a text is embedded',
        () => catalog.writer.addEmbedding('model', 'ab', Float32Array.of(1)),
        true,
      ],
      ['a file takes the place of another', () => catalog.store('a.txt', []), true],
      ['a file is removed', () => catalog.writer.remove(2), true],
    ];
    assert.equal(catalog.reader.generation(), 0);
    for (const [what, change, grows] of steps) {
      const before = catalog.reader.generation();
      await change();
      assert.equal(catalog.reader.generation() > before, grows, what);
    }
  });

  it('counts no change that was rolled back', async () => {
    await using catalog = new TestCatalog();
    await catalog.store('a.txt', ['alpha']);
    const before = catalog.reader.generation();
    catalog.database.exec(
      'CREATE TEMP TRIGGER full BEFORE INSERT ON main.chunks ' +
        "BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    await assert.rejects(catalog.store('b.txt', ['beta']));
    assert.equal(catalog.reader.generation(), before);
  });

  it('keeps no more unused embeddings than used ones', async () => {
    await using catalog = new TestCatalog();
    await catalog.store('a.txt', ['one', 'two', 'three', 'four']);
    for (const { content } of (await catalog.writer.unembedded('model', 0)).texts)
      await catalog.writer.addEmbedding('model', content, Float32Array.of(1));
    await catalog.store('a.txt', ['one']);
    await catalog.writer.dropUnusedEmbeddings(1);
    assert.equal(catalog.reader.embeddings.ids('model').length, 2);
  });
});

describe('WriterLock', () => {
  it('has one holder at a time', async () => {
    await using folder = throwAwayFolder('lock');
    const first = WriterLock.tryAcquire(folder.path);
    assert.ok(first !== undefined);
    assert.equal(WriterLock.tryAcquire(folder.path), undefined);
    first.release();
    const second = WriterLock.tryAcquire(folder.path);
    assert.ok(second !== undefined);
    second.release();
  });
});
