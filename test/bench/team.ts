import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preparation } from '../../src/core/indexing/preparation.ts';
import type { SearchResult } from '../../src/core/ports/retriever.ts';
import { retrieve } from '../../src/core/retrieval/retrieve.ts';
import { parseStoreAddress } from '../../src/core/settings/storeAddress.ts';
import { indexLocation } from '../../src/node/catalog/database/indexLocation.ts';
import { FolderStore } from '../../src/node/catalog/folderStore.ts';
import { OverlaidFolder } from '../../src/node/postgres/reading/overlaidFolder.ts';
import { checkedOut } from '../../src/node/postgres/publication.ts';
import { PublishedFolder } from '../../src/node/postgres/reading/publishedFolder.ts';
import { scanExactly } from '../../src/node/vectors/exactVectorIndex.ts';
import { TestIndex, TestWorkspace, testIndexSettings } from '../support/indexes/indexProcess.ts';
import { resultsFolder, testModelsFolder } from '../support/paths.ts';
import { PostgresServer } from '../support/servers/postgresServer.ts';
import { embeddingsAddress } from './embeddingsAddress.ts';
import { markLine } from './marks.ts';
import { VectorSource, Vocabulary, seededRandom, writeCorpus } from './searchCorpus.ts';

/**
 * `npm run bench:team [CHUNKS]`: a team's index in a real PostgreSQL on this machine, at 100,000
 * chunks of made-up code with made-up vectors. Publishing, its sizes, and how many of the nearest
 * vectors are found; a teammate's first answer, in the real index process with the real embedder;
 * and question to sources with 1, 4 and 16 readers at once, where each question's vector is made
 * up, because 16 embedders on one machine would measure only themselves. Also written to
 * test-results/team.json.
 */
const chunkCount = Number(process.argv[2] ?? 100_000);
const goals = { chunksPerSecond: 2000, p95Ms: 300, firstAnswerSeconds: 10 };
const questionsOfAReader = 40;
const questionsForRecall = 100;
const dimensions = 384;
const never = new AbortController().signal;
const clock = { nowMs: () => performance.now() };

const modelsFolder = testModelsFolder() ?? '';
const modelSha256 = await embeddingsAddress();
const random = seededRandom(20_251);
const vocabulary = new Vocabulary(30_000, random);
const vectors = new VectorSource(dimensions, random);

const started = await PostgresServer.start();
if (typeof started === 'string') throw new Error(started);
await using server = started;
const store = await server.createDatabase();
await using workspace = new TestWorkspace();
await workspace.write({ 'README.md': 'Made up.\n' });
writeCorpus(workspace.root, chunkCount, vocabulary);
const { root } = workspace;
const figures: Record<string, unknown> = { chunks: chunkCount };
/** Each text's vector in full precision, by the hash of the text. */
const exactVectors = new Map<string, Float32Array>();

await indexWithVectors();
await measurePublishing();
await measureRecall();
await measureSizes();
await measureFirstAnswer();
const times: Record<string, unknown> = {};
console.log(`\n${'readers at once'.padEnd(20)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}`);
for (const readers of [1, 4, 16]) times[readers] = await measureReaders(readers);
figures['questionToSourcesMs'] = times;
await mkdir(resultsFolder, { recursive: true });
await writeFile(join(resultsFolder, 'team.json'), `${JSON.stringify(figures, null, 2)}\n`);

async function indexWithVectors(): Promise<void> {
  {
    await using words = new TestIndex(workspace.base);
    await words.open(root);
    const { seconds, chunks } = await words.client.update({ root, paths: [] });
    console.log(`${chunks} chunks, words indexed in ${seconds.toFixed(1)} s`);
  }
  const own = new FolderStore(await indexLocation(workspace.base, root), console.log);
  const writer = own.write();
  if (writer === undefined) throw new Error('Another process writes the index.');
  for (let after: number | null = 0; after !== null;) {
    const { texts, next } = await writer.unembedded(modelSha256, after);
    for (const { content } of texts) {
      const vector = vectors.next();
      exactVectors.set(content, vector);
      await writer.addEmbedding(modelSha256, content, vector);
    }
    after = next;
  }
  own.close();
}

async function measurePublishing(): Promise<void> {
  await using publisher = new TestIndex(workspace.base, { modelsFolder });
  await publisher.open(root);
  const publish = () => publisher.client.publishFolder({ root, store, keepDays: 30 }, never);
  const first = await publish();
  const again = await publish();
  const rate = Math.round(first.chunks / first.publishSeconds);
  figures['publish'] = { first, again };
  console.log(
    markLine({
      what: `publishing ${first.chunks} chunks and ${first.newVectors} vectors`,
      value: `${rate} chunks a second`,
      goal: `${goals.chunksPerSecond} chunks a second`,
    }),
  );
  console.log(
    `then the vector index: ${first.vectorIndexSeconds.toFixed(1)} s; ` +
      `publishing the same again: ${again.publishSeconds.toFixed(1)} s`,
  );
  if (rate < goals.chunksPerSecond) process.exitCode = 1;
}

/** How many of the nearest vectors the index on halves finds, of those in full precision. */
async function measureRecall(): Promise<void> {
  const access = { address: parseStoreAddress(store), password: undefined };
  const publication = await checkedOut(root, {});
  const published = await PublishedFolder.open(access, publication, preparation, clock);
  const contents = [...exactVectors.keys()];
  const byNumber = new Map([...exactVectors.values()].entries());
  const found = { 10: 0, 100: 0 };
  for (let asked = 0; asked < questionsForRecall; asked++) {
    const question = vectors.next();
    const exact = scanExactly('cosine', question, byNumber, 100).map(({ id }) => contents[id]);
    const nearest = await published.read(async (index) => {
      const { vectors: space, chunks } = index.state;
      if (space === null) throw new Error('No vectors are published.');
      return index.searchVectors(space, question, 100, { only: false, files: [], chunks });
    });
    const rows = await server.query(
      store,
      `SELECT id, encode(content, 'hex') AS content FROM ask_workspace.chunks
       WHERE id IN (${nearest.map(({ id }) => id).join()})`,
    );
    const contentOf = new Map(rows.map(({ id, content }) => [id, content]));
    for (const depth of [10, 100] as const) {
      const wanted = new Set<unknown>(exact.slice(0, depth));
      found[depth] += nearest
        .slice(0, depth)
        .filter(({ id }) => wanted.has(contentOf.get(id))).length;
    }
  }
  await published.close();
  const recall = {
    10: found[10] / questionsForRecall / 10,
    100: found[100] / questionsForRecall / 100,
  };
  figures['recall'] = recall;
  console.log(
    `recall of the vector index on halves: ${recall[10].toFixed(3)} of the 10 nearest, ` +
      `${recall[100].toFixed(3)} of the 100 nearest`,
  );
}

async function measureSizes(): Promise<void> {
  const rows = await server.query(
    store,
    `SELECT regexp_replace(relname, '_\\d+$', '') AS name,
       sum(pg_total_relation_size(pg_class.oid))::float8 AS bytes FROM pg_class
     JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname = 'ask_workspace' AND relkind = 'r' GROUP BY 1 ORDER BY 2 DESC`,
  );
  figures['bytes'] = Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
  console.log(`\n${'table with its indexes'.padEnd(28)}${'MB'.padStart(8)}`);
  for (const { name, bytes } of rows)
    console.log(`${String(name).padEnd(28)}${(Number(bytes) / 1e6).toFixed(1).padStart(8)}`);
}

/** With an empty cache folder: comparing all files, then a question. */
async function measureFirstAnswer(): Promise<void> {
  const startMs = performance.now();
  await using team = new TestIndex(readerBase(), {
    modelsFolder,
    settings: { ...testIndexSettings, store },
  });
  await team.open(root);
  const { embeddingsComputed } = await team.client.update({ root, paths: [] });
  const hits = await team.ask(root, question());
  const seconds = (performance.now() - startMs) / 1000;
  figures['firstAnswer'] = { seconds, embeddingsComputed, hits: hits.length };
  console.log(
    markLine({
      what: 'first answer of a teammate with an empty cache',
      value: `${seconds.toFixed(1)} s, ${embeddingsComputed} embeddings computed`,
      goal: `${goals.firstAnswerSeconds} s, 0 embeddings computed`,
    }),
  );
  if (seconds > goals.firstAnswerSeconds || embeddingsComputed > 0) process.exitCode = 1;
}

async function measureReaders(readers: number): Promise<unknown> {
  const local = new FolderStore(await indexLocation(readerBase(), root, 'overlay'), console.log);
  const reading = local.reading;
  if (reading === undefined) throw new Error('The reader has no index.');
  const access = { address: parseStoreAddress(store), password: undefined };
  const publication = await checkedOut(root, {});
  const results: SearchResult[] = [];
  const wholeMs: number[] = [];
  const read = async (): Promise<void> => {
    const published = await PublishedFolder.open(access, publication, preparation, clock);
    const folder = new OverlaidFolder({
      ...{ root, published, snapshots: reading.snapshots, dense: () => null },
      embeddedChunks: () => 0,
      modelSha256: () => modelSha256,
      onAsked: () => undefined,
    });
    for (let asked = -5; asked < questionsOfAReader; asked++) {
      const startMs = performance.now();
      const request = { question: question(), roots: [root], topK: 10, history: [] };
      const result = await folder.read((index) =>
        retrieve(
          [index],
          { ...request, filter: { paths: [], languages: [] } },
          {
            embedQuestion: () => Promise.resolve(vectors.next()),
            clock,
          },
          never,
        ),
      );
      if (asked < 0) continue; // Warming up.
      wholeMs.push(performance.now() - startMs);
      results.push(result);
    }
    await published.close();
  };
  await Promise.all(Array.from({ length: readers }, read));
  local.close();
  const [p50, p95] = [quantile(wholeMs, 0.5), quantile(wholeMs, 0.95)];
  console.log(
    `${String(readers).padEnd(20)}${p50.toFixed(1).padStart(9)}${p95.toFixed(1).padStart(9)}`,
  );
  const parts = ['lexicalMs', 'denseMs', 'fusionMs', 'packMs'] as const;
  const median = Object.fromEntries(
    parts.map((part) => [
      part,
      quantile(
        results.map(({ timings }) => timings[part]),
        0.5,
      ),
    ]),
  );
  console.log(
    `  median: ${parts.map((part) => `${part} ${median[part]?.toFixed(1) ?? ''}`).join(', ')}`,
  );
  if (readers === 1) {
    console.log(
      markLine({
        what: `question to sources from the store at ${chunkCount} chunks`,
        value: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
        goal: `p95 ${goals.p95Ms} ms`,
      }),
    );
    if (p95 > goals.p95Ms) process.exitCode = 1;
  }
  return { p50, p95, median };
}

/** Every other question names code, so it is searched without synonyms. */
function question(): string {
  const name = vocabulary.words(2).join(random(2) === 0 ? ' ' : '_');
  return `How does ${name} ${vocabulary.words(2 + random(20)).join(' ')}?`;
}

function readerBase(): string {
  return join(workspace.base, 'reader');
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * values.length)] ?? Number.NaN;
}
