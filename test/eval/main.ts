import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TestIndex, testIndexSettings } from '../support/indexes/indexProcess.ts';
import { cacheFolder, testModelsFolder } from '../support/paths.ts';
import { askMethods } from './askMethods.ts';
import { askStore, differences } from './askStore.ts';
import { faults, meanOverRepositories, readBaseline, table, writeBaseline } from './baseline.ts';
import type { Scores } from './askMethods.ts';
import { parseQuestions } from './metrics.ts';

/**
 * `npm run eval -- QUESTIONS.jsonl... FOLDER... [--write-baseline] [--index DIR] [--models DIR]
 * [--store]`: indexes the folders (each named like the repository that questions name), asks every
 * question by every method through the real index process, and prints the measures of each set
 * beside the checked-in baseline, then the mean over all repositories. Questions whose id ends in a
 * language (`-ko`) are a set of their own. With `--store`, the folders are also published to a
 * PostgreSQL and all is asked there, as a teammate does. Exit 1 where measures fell, or differ
 * there by more than .01.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'write-baseline': { type: 'boolean' },
    index: { type: 'string' },
    models: { type: 'string' },
    store: { type: 'boolean' },
  },
});
const questionFiles = positionals.filter((path) => path.endsWith('.jsonl'));
const folders = positionals.filter((path) => !path.endsWith('.jsonl'));
const modelsFolder = values.models ?? testModelsFolder();
if (questionFiles.length === 0 || folders.length === 0 || modelsFolder === undefined) {
  console.error(
    'npm run eval -- QUESTIONS.jsonl... FOLDER... [--write-baseline] [--index DIR] ' +
      '[--models DIR] [--store]',
  );
  process.exit(2);
}
const baselineFile = join(import.meta.dirname, 'baseline.json');
const roots = new Map(folders.map((folder) => [basename(resolve(folder)), resolve(folder)]));
const sets = Map.groupBy(
  questionFiles.flatMap((file) =>
    parseQuestions(readFileSync(file, 'utf8'))
      .filter(({ repo }) => roots.has(repo))
      .map((question) => ({ question, name: basename(file) + languageOf(question.id) })),
  ),
  ({ name }) => name,
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
const all: Scores[] = [];
for (const [name, questions] of sets) {
  const startMs = performance.now();
  const scores = await askMethods(
    index.client,
    questions.map(({ question }) => question),
    roots,
  );
  all.push(scores);
  console.log(
    `\n${name}: ${questions.length} questions by ${Object.keys(scores).length} methods in ` +
      `${((performance.now() - startMs) / 1000).toFixed(1)} s; in brackets: the baseline where ` +
      'it differs',
  );
  const baseline = readBaseline(baselineFile, name);
  console.log(table(scores, baseline));
  if (values.store === true) {
    const asked = questions.map(({ question }) => question);
    const inStore = await askStore(index, asked, roots, modelsFolder);
    console.log(`\n${name}, in a store\n${table(inStore, scores)}`);
    for (const difference of differences(inStore, scores)) {
      console.error(difference);
      process.exitCode = 1;
    }
  }
  if (values['write-baseline'] === true) writeBaseline(baselineFile, name, scores);
  else
    for (const fault of faults(scores, baseline)) {
      console.error(fault);
      process.exitCode = 1;
    }
}
if (all.length > 1) console.log(`\n${table(meanOverRepositories(all), {})}`);

/** ` ko` of `zod-1-ko`; empty for a question in English. */
function languageOf(id: string): string {
  const language = /-([a-z]{2})$/.exec(id)?.[1];
  return language === undefined ? '' : ` ${language}`;
}
