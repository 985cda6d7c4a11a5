import { appendFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { TestIndex, testIndexSettings } from '../support/indexes/indexProcess.ts';
import { repositoryRoot, testModelsFolder } from '../support/paths.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { compareEmbedding } from './embeddingLoops.ts';
import { measureMemory } from './indexMemory.ts';
import { markLine } from './marks.ts';
import type { Mark } from './marks.ts';
import { processUsage } from './processUsage.ts';

/**
 * `npm run bench:index [-- --files 10000 --megabytes 100 --folder FOLDER]`: what indexing costs.
 * The words of so many files made of real code (from node_modules), one edit, reopening; then, in
 * FOLDER (default: this repository's sources), embeddings, searches meanwhile, and the speed of
 * embedding against a plain loop of the library; then what the process holds with so many chunks
 * (--chunks). The clock is that of the machine as it is: on a busy one, look at the processor
 * seconds.
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    megabytes: { type: 'string', default: '100' },
    chunks: { type: 'string', default: '100000' },
    folder: { type: 'string', default: join(repositoryRoot, 'src') },
  },
});
const never = new AbortController().signal;
const rows: Mark[] = [];

await benchWords(Number(values.files), Number(values.megabytes) * 1e6);
const models = testModelsFolder();
if (models === undefined) console.warn('SKIPPED: embeddings; there is no folder with test models.');
else {
  await benchMeaning(values.folder, models);
  await benchEmbedding(values.folder, models, false);
  await benchEmbedding(values.folder, models, true);
  const { chunks, memory } = await measureMemory(models, Number(values.chunks));
  for (const { what, now, most } of memory)
    row(
      `resident with ${chunks} chunks, ${what}`,
      `${now} MB, at most ${most} MB`,
      '400 MB at 100,000 chunks',
    );
}
console.table(rows);
console.log(
  JSON.stringify({
    machine: `${cpus().length} x ${cpus()[0]?.model ?? ''}`,
    node: process.version,
    rows,
  }),
);

async function benchWords(count: number, totalBytes: number): Promise<void> {
  await using folder = throwAwayFolder('bench');
  const root = join(folder.path, 'root');
  const { files, bytes } = await makeWorkspace(root, count, totalBytes);
  const base = join(folder.path, 'indexes');
  {
    await using index = new TestIndex(base);
    await index.open(root);
    const words = await timed(() => index.client.update({ root, paths: [] }));
    const { seconds, peakMegabytes } = processUsage(index.pid ?? 0);
    row(
      `words of ${files} files, ${megabytes(bytes)}`,
      `${words.seconds.toFixed(1)} s (${seconds.toFixed(1)} processor s)`,
      '60 s for 10,000 files, 100 MB',
    );
    row('resident at most', `${peakMegabytes} MB`, '400 MB');
    const disk = (await index.client.openFolder({ root, excludeGlobs: [], recentFiles: [] }))
      .bytesOnDisk;
    row('on disk against text', `${(disk / bytes).toFixed(2)} x`, '3 x');
    const edit = await timed(async () => {
      await appendFile(join(root, 'group0/file0.txt'), '\nxylophonist pangolin\n');
      await index.client.update({ root, paths: ['group0/file0.txt'] });
      return index.ask(root, 'xylophonist pangolin');
    });
    row('an edited file is found', `${(edit.seconds * 1000).toFixed(0)} ms`, '1000 ms');
  }
  await using again = new TestIndex(base);
  const reopened = await timed(async () => {
    await again.open(root);
    await again.client.update({ root, paths: [] });
  });
  const { seconds } = processUsage(again.pid ?? 0);
  row(
    `reopening ${files} unchanged files`,
    `${reopened.seconds.toFixed(2)} s (${seconds.toFixed(2)} processor s)`,
    '2 s for 10,000 files',
  );
}

async function benchMeaning(root: string, modelsFolder: string): Promise<void> {
  await using folder = throwAwayFolder('bench');
  await using index = new TestIndex(folder.path, {
    modelsFolder,
    settings: { ...testIndexSettings, threads: 0 },
  });
  await index.open(root);
  const start = performance.now();
  let done = false;
  const update = index.client.update({ root, paths: [] }).finally(() => {
    done = true;
  });
  await index.client.lexicalReady(root);
  row(`words of ${root}`, `${((performance.now() - start) / 1000).toFixed(1)} s`, '3 s for flask');
  const searches: number[] = [];
  // The type checker cannot see that this changes when the update ends.
  while (!(done as boolean))
    searches.push(
      (
        await timed(() =>
          index.client.search(
            {
              question: 'where is the answer checked?',
              roots: [root],
              filter: { paths: [], languages: [] },
              topK: 8,
              history: [],
            },
            never,
          ),
        )
      ).seconds * 1000,
    );
  const { chunks, embeddingsComputed, seconds } = await update;
  searches.sort((a, b) => a - b);
  row(
    'search while embedding, p50 and p95',
    `${quantile(searches, 0.5)} and ${quantile(searches, 0.95)} ms of ${searches.length}`,
    'p95 300 ms',
  );
  row(
    `all ${chunks} chunks (${embeddingsComputed} texts) embedded, searching meanwhile`,
    `${seconds.toFixed(1)} s`,
    '25 s for flask alone',
  );
  row(
    'resident at most',
    `${processUsage(index.pid ?? 0).peakMegabytes} MB`,
    '400 MB at 100,000 chunks',
  );
}

async function benchEmbedding(root: string, modelsFolder: string, busy: boolean): Promise<void> {
  const { ours, plain } = await compareEmbedding(root, modelsFolder, busy);
  row(
    `texts a second ${busy ? 'beside a busy core' : 'otherwise idle'}, ours and a plain loop`,
    `${ours.toFixed(1)} and ${plain.toFixed(1)}: ${(ours / plain).toFixed(2)} x`,
    busy ? '1.8 x' : '1 x',
  );
}

/** Real code and prose in folders of a hundred files. Each file has its own first line. */
async function makeWorkspace(
  root: string,
  count: number,
  totalBytes: number,
): Promise<{ files: number; bytes: number }> {
  const sources: string[] = [];
  let sourceBytes = 0;
  for (const entry of await readdir(join(repositoryRoot, 'node_modules'), {
    recursive: true,
    withFileTypes: true,
  })) {
    if (
      !entry.isFile() ||
      !/\.(ts|js|mjs|cjs|md)$/.test(entry.name) ||
      entry.name.includes('.min.')
    )
      continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    if (text.length < 2000 || text.length > 30_000 || text.length / text.split('\n').length > 60)
      continue;
    sources.push(text);
    sourceBytes += text.length;
    if (sourceBytes > totalBytes) break;
  }
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const text = `file ${i}\n${sources[i % sources.length] ?? ''}`;
    const wanted = totalBytes / count;
    const content =
      text.length >= wanted ? text.slice(0, wanted) : text + text.slice(0, wanted - text.length);
    const file = join(
      root,
      `group${Math.floor(i / 100)}`,
      `file${i}.${['txt', 'ts', 'js', 'md'][i % 4] ?? 'txt'}`,
    );
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    bytes += Buffer.byteLength(content);
  }
  return { files: count, bytes };
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}

function row(what: string, value: string, goal: string): void {
  rows.push({ what, value, goal });
  console.log(markLine({ what, value, goal }));
}

function quantile(sorted: readonly number[], share: number): string {
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
