import { FolderStore } from '../../src/node/catalog/folderStore.ts';
import { ExactVectorIndex } from '../../src/node/vectors/exactVectorIndex.ts';
import { HnswVectorIndex } from '../../src/node/vectors/hnswVectorIndex.ts';
import { indexLocation } from '../../src/node/catalog/database/indexLocation.ts';
import type { SearchResult } from '../../src/core/ports/retriever.ts';
import { TestIndex, TestWorkspace } from '../support/indexes/indexProcess.ts';
import { testModelsFolder } from '../support/paths.ts';
import { embeddingsAddress } from './embeddingsAddress.ts';
import { markLine } from './marks.ts';
import { VectorSource, Vocabulary, seededRandom, writeCorpus } from './searchCorpus.ts';

/**
 * `npm run bench:search [CHUNKS]`: question to ranked sources, everything warm, at 50,000 chunks of
 * made-up code in the real index process with the real embedder (the chunks' vectors are made up as
 * well, or embedding them would take half an hour), and how many of the ten nearest HNSW finds.
 * Exit 1 where a limit is missed: p50 100 ms, p95 300 ms, recall@10 .99.
 */
const chunkCount = Number(process.argv[2] ?? 50_000);
const limits = { p50Ms: 100, p95Ms: 300, recall: 0.99 };
const dimensions = 384;
const questionCount = 200;

const modelsFolder = testModelsFolder() ?? '';
const modelSha256 = await embeddingsAddress();
const random = seededRandom(20_251);
const vocabulary = new Vocabulary(30_000, random);

await using workspace = new TestWorkspace();
await workspace.write({ 'README.md': 'Made up.\n' });
writeCorpus(workspace.root, chunkCount, vocabulary);
{
  await using words = new TestIndex(workspace.base);
  await words.open(workspace.root);
  const report = await words.client.update({ root: workspace.root, paths: [] });
  console.log(
    `${report.files} files, ${report.chunks} chunks, words ready in ${report.seconds.toFixed(1)} s`,
  );
}
await storeVectors();
console.log(
  markLine({
    what: `recall@10 of HNSW at ${chunkCount} vectors`,
    value: (await measureRecall()).toFixed(4),
    goal: `at least ${limits.recall}`,
  }),
);
await using index = new TestIndex(workspace.base, { modelsFolder });
await index.open(workspace.root);
await index.client.update({ root: workspace.root, paths: [] });
const results: SearchResult[] = [];
const wholeMs: number[] = [];
for (let asked = 0; asked < questionCount + 20; asked++) {
  // Every other question names code, so it is searched without synonyms.
  const name = vocabulary.words(2).join(asked % 2 === 0 ? ' ' : '_');
  const question = `How does ${name} ${vocabulary.words(2 + random(20)).join(' ')}?`;
  const startMs = performance.now();
  const result = await index.client.search(
    {
      question,
      roots: [workspace.root],
      filter: { paths: [], languages: [] },
      topK: 10,
      history: [],
    },
    new AbortController().signal,
  );
  if (asked < 20) continue; // Warming up.
  wholeMs.push(performance.now() - startMs);
  results.push(result);
}
printTimes();

async function storeVectors(): Promise<void> {
  const store = new FolderStore(await indexLocation(workspace.base, workspace.root), console.log);
  const writer = store.write();
  if (writer === undefined) throw new Error('Another process writes the index.');
  const source = new VectorSource(dimensions, random);
  for (let after: number | null = 0; after !== null;) {
    const { texts, next } = await writer.unembedded(modelSha256, after);
    for (const { content } of texts) await writer.addEmbedding(modelSha256, content, source.next());
    after = next;
  }
  store.close();
}

async function measureRecall(): Promise<number> {
  const source = new VectorSource(dimensions, random);
  const hnsw = HnswVectorIndex.create('cosine', dimensions);
  const exact = new ExactVectorIndex('cosine');
  for (let id = 1; id <= chunkCount; id++) {
    const vector = source.next();
    hnsw.add(id, vector);
    exact.add(id, vector);
  }
  let found = 0;
  for (let asked = 0; asked < 100; asked++) {
    const vector = source.next();
    const nearest = new Set((await exact.search(vector, 10)).map(({ id }) => id));
    const approximate = await hnsw.search(vector, 10);
    found += approximate.filter(({ id }) => nearest.has(id)).length;
  }
  const recall = found / 1000;
  if (recall < limits.recall) process.exitCode = 1;
  return recall;
}

function printTimes(): void {
  const rows: [string, number[]][] = [
    ['words (FTS5)', results.map(({ timings }) => timings.lexicalMs)],
    ['embedding, beyond the words', results.map(({ timings }) => timings.embedMs)],
    ['meaning (HNSW)', results.map(({ timings }) => timings.denseMs)],
    ['fusion and order', results.map(({ timings }) => timings.fusionMs)],
    ['packing (lines shown)', results.map(({ timings }) => timings.packMs)],
    ['in the index process', results.map(({ timings }) => timings.totalMs)],
    ['question to sources', wholeMs],
  ];
  console.log(`\n${''.padEnd(28)}${'p50 ms'.padStart(8)}${'p95 ms'.padStart(8)}`);
  for (const [name, times] of rows) {
    const [p50, p95] = [0.5, 0.95].map((share) => quantile(times, share).toFixed(1).padStart(8));
    console.log(`${name.padEnd(28)}${p50 ?? ''}${p95 ?? ''}`);
  }
  const p50Ms = quantile(wholeMs, 0.5);
  const p95Ms = quantile(wholeMs, 0.95);
  console.log(
    markLine({
      what: `question to sources at ${chunkCount} chunks`,
      value: `p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms`,
      goal: `p50 ${limits.p50Ms} ms, p95 ${limits.p95Ms} ms`,
    }),
  );
  if (p50Ms > limits.p50Ms || p95Ms > limits.p95Ms) process.exitCode = 1;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * values.length)] ?? Number.NaN;
}
