import { join } from 'node:path';
import { TestIndex, TestWorkspace } from '../support/indexes/indexProcess.ts';
import { askMethods } from './askMethods.ts';
import type { Scores } from './askMethods.ts';
import { faults, readBaseline, table, writeBaseline } from './baseline.ts';
import { writeKnownItems } from './knownItems.ts';
import type { RetrievalMethod } from '../../src/core/retrieval/ranking/retrievalWeights.ts';

const baselineFile = join(import.meta.dirname, 'knownItemBaseline.json');

/**
 * Indexes code of our dependencies without the comments that the questions are made from, asks the
 * questions, and compares the scores with the checked-in baseline. `UPDATE_BASELINE=1` in the
 * environment writes the baseline instead.
 * @param modelsFolder null to search by words only.
 * @returns the scores and the ones that fell.
 */
export async function askKnownItems(
  modelsFolder: string | null,
): Promise<{ scores: Scores; faults: string[] }> {
  const name = modelsFolder === null ? 'words alone' : 'words and meaning';
  const methods: readonly RetrievalMethod[] =
    modelsFolder === null ? ['lexical', 'full'] : ['lexical', 'dense', 'hybrid', 'full'];
  await using workspace = await new TestWorkspace().write({});
  const questions = writeKnownItems(workspace.root, 'dependencies');
  await using index = new TestIndex(workspace.base, modelsFolder === null ? {} : { modelsFolder });
  await index.open(workspace.root);
  await index.client.update({ root: workspace.root, paths: [] });
  const scores = await askMethods(
    index.client,
    questions,
    new Map([['dependencies', workspace.root]]),
    methods,
  );
  const baseline = readBaseline(baselineFile, name);
  console.log(table(scores, baseline));
  if (process.env['UPDATE_BASELINE'] === '1') writeBaseline(baselineFile, name, scores);
  return { scores, faults: faults(scores, baseline) };
}
