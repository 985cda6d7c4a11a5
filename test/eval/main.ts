import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TestIndex, testIndexSettings } from '../support/indexProcess.ts';
import { cacheFolder, testModelsFolder } from '../support/paths.ts';
import { askMethods } from './askMethods.ts';
import { faults, readBaseline, table, writeBaseline } from './baseline.ts';
import { parseQuestions } from './metrics.ts';

/**
 * `npm run eval -- QUESTIONS.jsonl FOLDER... [--write-baseline] [--index DIR] [--models DIR]`:
 * indexes the folders (each named like the repository that questions name), asks every question by
 * every method through the real index process, and prints the measures beside the checked-in
 * baseline. Exit 1 where they fell.
 */
const {
  values,
  positionals: [questionsFile, ...folders],
} = parseArgs({
  allowPositionals: true,
  options: {
    'write-baseline': { type: 'boolean' },
    index: { type: 'string' },
    models: { type: 'string' },
  },
});
const modelsFolder = values.models ?? testModelsFolder();
if (questionsFile === undefined || folders.length === 0 || modelsFolder === undefined) {
  console.error(
    'npm run eval -- QUESTIONS.jsonl FOLDER... [--write-baseline] [--index DIR] [--models DIR]',
  );
  process.exit(2);
}
const baselineFile = join(import.meta.dirname, 'baseline.json');
const name = basename(questionsFile);
const roots = new Map(folders.map((folder) => [basename(resolve(folder)), resolve(folder)]));
const questions = parseQuestions(readFileSync(questionsFile, 'utf8')).filter(({ repo }) =>
  roots.has(repo),
);

await using index = new TestIndex(values.index ?? join(cacheFolder, 'eval'), {
  modelsFolder,
  settings: { ...testIndexSettings, threads: availableParallelism() },
});
for (const [repository, root] of roots) {
  await index.open(root);
  const { files, chunks, embeddingsComputed, seconds } = await index.client.update({
    root,
    paths: [],
  });
  console.log(
    `${repository}: ${files} files, ${chunks} chunks, ${embeddingsComputed} embeddings in ` +
      `${seconds.toFixed(1)} s`,
  );
}
const startMs = performance.now();
const scores = await askMethods(index.client, questions, roots);
console.log(
  `${questions.length} questions by ${Object.keys(scores).length} methods in ` +
    `${((performance.now() - startMs) / 1000).toFixed(1)} s; in brackets: the baseline where it ` +
    'differs\n',
);
const baseline = readBaseline(baselineFile, name);
console.log(table(scores, baseline));
if (values['write-baseline'] === true) writeBaseline(baselineFile, name, scores);
else
  for (const fault of faults(scores, baseline)) {
    console.error(fault);
    process.exitCode = 1;
  }
