import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { PreparedFile } from '../../../src/core/indexing/fileRecords.ts';
import type { ChunkFilter } from '../../../src/core/ports/searchIndexes.ts';
import type { FolderIndex } from '../../../src/core/ports/folderIndex.ts';
import { Failure } from '../../../src/core/errors.ts';
import { analyzeText } from '../../../src/core/retrieval/question/analyzeText.ts';
import {
  catalogFileName,
  openCatalogForReading,
  openCatalogForWriting,
} from '../../../src/node/catalog/database/catalogDatabase.ts';
import { CatalogReader } from '../../../src/node/catalog/catalogReader.ts';
import { StoredCatalog } from '../../../src/node/catalog/storedCatalog.ts';
import { CatalogSnapshots } from '../../../src/node/catalog/catalogSnapshots.ts';
import { SqliteCatalogWriter } from '../../../src/node/catalog/catalogWriter.ts';
import { similarity } from '../../../src/node/vectors/exactVectorIndex.ts';
import { FolderVectors } from '../../../src/node/vectors/folderVectors.ts';
import { HnswVectorIndex } from '../../../src/node/vectors/hnswVectorIndex.ts';
import type { Metric } from '../../../src/core/settings/metric.ts';
import type { LiveVectorIndex } from '../../../src/node/vectors/liveVectorIndex.ts';
import { StoredFolder } from '../../../src/node/catalog/storedFolder.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import { clusteredVectors } from '../../support/indexes/vectors.ts';
import { wording } from '../../../src/core/texts/wording.ts';

const everything: ChunkFilter = { paths: [], languages: [] };
const dimensions = 8;
const question = clusteredVectors(1, dimensions, 9)[0]!;

/** The key of the n-th embedded text. */
const contentOf = (n: number): string => n.toString(16).padStart(32, '0');

/**
 * A real catalog whose files have one chunk per line. Chunks with the same text share an embedding.
 */
class TestFolder implements AsyncDisposable {
  readonly #folder = throwAwayFolder('folder-index');
  readonly #database = openCatalogForWriting(this.#folder.path).database;
  readonly writer = new SqliteCatalogWriter(
    this.#database,
    join(this.#folder.path, catalogFileName),
  );
  readonly reader = new CatalogReader(openCatalogForReading(this.#folder.path)!);
  readonly snapshots = new CatalogSnapshots(() => openCatalogForReading(this.#folder.path)!);
  readonly #contents = new Map<string, string>();
  readonly hnsw = HnswVectorIndex.create('cosine', dimensions);
  readonly index = this.indexBy(this.hnsw, 'cosine');

  get directory(): string {
    return this.#folder.path;
  }

  indexBy(vectors: LiveVectorIndex, metric: Metric): StoredFolder {
    return new StoredFolder({
      root: '/w',
      snapshots: this.snapshots,
      dense: () => ({ vectors, size: vectors.size, modelSha256: 'model', metric }),
      embeddedChunks: () => vectors.size,
      team: null,
      relevanceThreshold: () => Promise.resolve(null),
    });
  }

  async store(path: string, lines: readonly string[], language = 'plaintext'): Promise<void> {
    const chunks = lines.map((text, line) => {
      const content = this.#contents.get(text) ?? contentOf(this.#contents.size + 1);
      this.#contents.set(text, content);
      return {
        range: { kind: 'lines', startLine: line + 1, endLine: line + 1 },
        text,
        symbol: '',
        symbolWords: '',
        bodyWords: analyzeText(text).join(' '),
        content,
      } as const;
    });
    const prepared: PreparedFile = {
      outcome: 'chunked',
      hash: 'ab',
      language,
      role: 'source',
      reading: { encoding: 'utf8', linesLeftOut: 0 },
      pathWords: analyzeText(path).join(' '),
      chunks,
    };
    await this.writer.store({ path, sizeBytes: 1, modifiedMs: 1, identity: '1:1' }, prepared, '1');
  }

  /** Embeds all texts as the given vectors, which differ in length. */
  async embed(): Promise<void> {
    const vectors = clusteredVectors(this.#contents.size, dimensions, 3).map((vector, n) =>
      vector.map((value) => value * (1 + (n % 3))),
    );
    this.#database.exec('BEGIN');
    for (const [n, content] of [...this.#contents.values()].entries()) {
      const id = await this.writer.addEmbedding('model', content, vectors[n]!);
      this.hnsw.add(id, vectors[n]!);
    }
    this.#database.exec('COMMIT');
  }

  words(text: string): Promise<string[]> {
    return this.index.read(async (index) =>
      places(index, await index.searchLexical(analyzeText(text), 20, everything)),
    );
  }

  meaning(limit: number, filter = everything): Promise<string[]> {
    return this.index.read(async (index) =>
      places(index, await index.searchDense(question, limit, filter)),
    );
  }

  generation(): Promise<number> {
    return this.index.read(({ generation }) => Promise.resolve(generation));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.snapshots.end(new Failure('folder-missing', wording('The test has ended.')));
    this.reader.close();
    this.writer.close();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** The places of the chunks found, as `path:line`. */
async function places(index: FolderIndex, found: readonly { id: number }[]): Promise<string[]> {
  const chunks = await index.chunks(found.map(({ id }) => id));
  return chunks.map(({ path, range }) => `${path}:${range.startLine}`);
}

describe('a stored folder index', () => {
  it('finds Korean, Japanese and Chinese words in the word index itself', async () => {
    await using folder = new TestFolder();
    await folder.store('ko.md', ['색인은 작업 공간의 파일을 조각으로 나누어 저장한다.']);
    await folder.store('ja.md', ['検索エンジンは質問に近い行を順に並べる。']);
    await folder.store('zh.md', ['语言模型在本机的处理器上运行，不会上传任何文件。']);
    for (const [asked, place] of [
      ['색인은 어디에 저장되나요?', 'ko.md:1'],
      ['検索エンジンの仕組みは？', 'ja.md:1'],
      ['模型在哪里运行？', 'zh.md:1'],
    ] as const)
      assert.equal((await folder.words(asked))[0], place);
  });

  it('searches for FTS5 operators as words', async () => {
    await using folder = new TestFolder();
    await folder.store('a.txt', ['alpha', 'not near and or']);
    for (const term of ['NOT', 'NEAR', 'AND', 'OR', 'body:or', '"or"', 'or*', '(or']) {
      const found = await folder.index.read((index) =>
        index.searchLexical([term, 'and'], 20, everything),
      );
      assert.deepEqual(
        found.map(({ id }) => id),
        [2],
        term,
      );
    }
  });

  it('finds numbers and error codes exactly', async () => {
    await using folder = new TestFolder();
    await folder.store('a.txt', [
      'code E1101',
      'code E1102',
      'returns 0x80070005',
      'returns 0x80070006',
      'version 2.17',
      'version 2.18',
      'status 404',
      'status 4040',
    ]);
    for (const [asked, place] of [
      ['E1102', 'a.txt:2'],
      ['0x80070005', 'a.txt:3'],
      ['2.17', 'a.txt:5'],
      ['404', 'a.txt:7'],
    ] as const)
      assert.equal((await folder.words(asked))[0], place, asked);
    assert.deepEqual(await folder.words('404'), ['a.txt:7']);
  });

  it('weighs a word in a symbol or a body more than one in a path', async () => {
    await using folder = new TestFolder();
    await folder.store('adapter/one.txt', ['alpha beta']);
    await folder.store('other/two.txt', ['alpha adapter']);
    assert.deepEqual(await folder.words('adapter'), ['other/two.txt:1', 'adapter/one.txt:1']);
  });

  it('finds files and folders by the end of their path, shortest first', async () => {
    await using folder = new TestFolder();
    for (const path of [
      'src/http/app.py',
      'app.py',
      'myapp.py',
      'tests/http/app.py',
      'http/deep/x.py',
    ])
      await folder.store(path, ['x']);
    const named = (name: string) => folder.index.read((index) => index.pathsNamed(name));
    assert.deepEqual(await named('app.py'), ['app.py', 'src/http/app.py', 'tests/http/app.py']);
    assert.deepEqual(await named('http/app.py'), ['src/http/app.py', 'tests/http/app.py']);
    assert.deepEqual(await named('http/'), ['http/', 'src/http/', 'tests/http/']);
    assert.deepEqual(await named('nowhere/'), []);
  });

  it('fills the limit from what passes a filter, by exact scan if that is little', async () => {
    await using folder = new TestFolder();
    for (let file = 0; file < 40; file++)
      await folder.store(
        `${file < 2 ? 'few' : 'many'}/${file}.txt`,
        Array.from({ length: 100 }, (_, line) => `text ${file} ${line}`),
        file === 5 ? 'python' : 'plaintext',
      );
    await folder.embed();
    const nearest = await folder.meaning(4000);
    assert.equal(nearest.length, 4000);
    for (const [filter, passes] of [
      [{ paths: ['few/'], languages: [] }, (place: string) => place.startsWith('few/')],
      [
        { paths: ['many/7.txt', 'few/'], languages: [] },
        (place: string) => place.startsWith('few/') || place.startsWith('many/7.txt:'),
      ],
      [{ paths: [], languages: ['python'] }, (place: string) => place.startsWith('many/5.txt:')],
      [{ paths: ['few/'], languages: ['python'] }, () => false],
    ] as const)
      assert.deepEqual(await folder.meaning(50, filter), nearest.filter(passes).slice(0, 50));
    const many = await folder.meaning(50, { paths: ['many/'], languages: [] });
    const wanted = new Set(nearest.filter((place) => place.startsWith('many/')).slice(0, 50));
    assert.equal(many.length, 50);
    assert.ok(many.filter((place) => wanted.has(place)).length >= 49);
  });

  it('finds every chunk that shares an embedding, if it passes the filter', async () => {
    await using folder = new TestFolder();
    await folder.store('a/one.txt', ['the same']);
    await folder.store('b/two.txt', ['the same', 'another']);
    await folder.embed();
    assert.deepEqual((await folder.meaning(10)).sort(), [
      'a/one.txt:1',
      'b/two.txt:1',
      'b/two.txt:2',
    ]);
    assert.deepEqual(await folder.meaning(10, { paths: ['a/'], languages: [] }), ['a/one.txt:1']);
  });

  it('gives no result places to embeddings that no chunk uses any longer', async () => {
    await using folder = new TestFolder();
    await folder.store(
      'a.txt',
      Array.from({ length: 200 }, (_, line) => `text ${line}`),
    );
    await folder.embed();
    const kept = (await folder.meaning(200))
      .slice(150)
      .map((place) => Number(place.split(':')[1]) - 1);
    await folder.store(
      'a.txt',
      kept.map((line) => `text ${line}`),
    );
    assert.equal((await folder.meaning(20)).length, 20);
  });

  it('has a new generation after each stored file or embedding, else the same', async () => {
    await using folder = new TestFolder();
    const seen = [await folder.generation()];
    await folder.store('a.txt', ['alpha']);
    seen.push(await folder.generation());
    await folder.embed();
    seen.push(await folder.generation(), await folder.generation());
    assert.deepEqual(
      seen,
      [...seen].sort((a, b) => a - b),
    );
    assert.equal(new Set(seen).size, 3);
  });

  it('counts the chunks of a term again when files have changed', async () => {
    await using folder = new TestFolder();
    const counts = (): Promise<readonly number[]> =>
      folder.index.read((index) => index.documentFrequencies(['beta', 'alpha', 'gamma', 'alpha']));
    await folder.store('a.txt', ['alpha', 'alpha beta']);
    assert.deepEqual(await counts(), [1, 2, 0, 2]);
    await folder.store('b.txt', ['alpha gamma']);
    assert.deepEqual(await counts(), [1, 3, 1, 3]);
  });

  it('rebuilds the vector index when the metric changes', async () => {
    await using folder = new TestFolder();
    await folder.store(
      'a.txt',
      Array.from({ length: 60 }, (_, line) => `text ${line}`),
    );
    await folder.embed();
    const setMeta = (key: string, value: string): Promise<void> =>
      folder.writer.setMeta(key, value);
    const log: string[] = [];
    for (const metric of ['cosine', 'euclidean', 'euclidean', 'dot'] satisfies Metric[]) {
      const vectors = await FolderVectors.open({
        directory: folder.directory,
        catalog: new StoredCatalog(folder.reader),
        modelSha256: 'model',
        dimensions,
        metric,
        canWrite: () => true,
        setMeta,
        log: (line) => {
          log.push(line);
        },
      });
      await vectors.settle();
      const [best] = await folder
        .indexBy(vectors.index, metric)
        .read((index) => index.searchDense(question, 1, everything));
      const scores = [
        ...folder.reader.embeddings.vectors(folder.reader.embeddings.ids('model')).values(),
      ].map((own) => similarity(metric, question, own));
      assert.ok(best !== undefined && Math.abs(best.score - Math.max(...scores)) < 1e-4, metric);
      await vectors.close();
    }
  });
});
