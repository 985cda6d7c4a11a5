import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { signNames } from '../../../src/core/answering/checking/signWeights.ts';
import { TestIndex, testIndexSettings } from '../../support/indexes/indexProcess.ts';
import { testModelsFolder } from '../../support/paths.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import { fit, flagHeldOut } from './crossValidation.ts';
import { judge } from './judgeSentences.ts';
import type { JudgedSentence } from './judgeSentences.ts';
import { kindOf, parseLabelledSentences } from './labelledSentences.ts';
import { processorMs } from './processorTime.ts';
import {
  faults,
  readBaseline,
  sharesOf,
  shippedShares,
  table,
  writeBaseline,
} from './verdictTable.ts';

/**
 * `npm run eval:verdicts -- [SENTENCES.jsonl] [--write-baseline] [--fit] [--list] [--models DIR]
 * [--detector PATH]`: runs the shipped check over labelled sentences, through the real index
 * process, and prints the share that it flags by kind and language beside the checked-in baseline.
 * *Held out* is the same model with weights that were fitted without the repository of the
 * sentence. Exit 1 where a share got worse.
 */
const {
  values,
  positionals: [file = join(import.meta.dirname, 'verdicts-dev.jsonl')],
} = parseArgs({
  allowPositionals: true,
  options: {
    'write-baseline': { type: 'boolean' },
    fit: { type: 'boolean' },
    list: { type: 'boolean' },
    models: { type: 'string' },
    detector: { type: 'string' },
  },
});
const baselineFile = join(import.meta.dirname, 'baseline.json');
const set = basename(file);
const sentences = parseLabelledSentences(readFileSync(file, 'utf8'));
const modelsFolder = values.models ?? testModelsFolder();
if (modelsFolder === undefined) console.error('No models folder: words alone are compared.');

await using folder = throwAwayFolder('verdicts');
await using index = new TestIndex(folder.path, modelsFolder === undefined ? {} : { modelsFolder });
const { client } = index;
if (values.detector !== undefined)
  await index.configure({
    settings: testIndexSettings,
    modelsFolder: modelsFolder ?? folder.path,
    detector: resolve(values.detector),
  });
const judged: JudgedSentence[] = [];
for (const labelled of sentences)
  judged.push(
    await judge(
      labelled,
      (...question) => client.nearness(...question),
      { read: (...passages) => client.detectUnsupported(...passages) },
      () => processorMs(index.pid),
    ),
  );

if (values.list === true)
  for (const { labelled, verdict } of judged)
    console.log(`${kindOf(labelled)}\t${verdict}\t${labelled.id}\t${labelled.sentence}`);
const shipped = shippedShares(judged);
const flagged = flagHeldOut(judged);
const heldOut = sharesOf(judged, (one) => flagged.has(one));
const baseline = readBaseline(baselineFile, set);
console.log(table(shipped, heldOut, baseline));
for (const [what, times] of [
  ['ms a sentence', judged.map(({ ms }) => ms)],
  ['ms of processor time', judged.flatMap((one) => one.processorMs ?? [])],
] as const) {
  const sorted = times.toSorted((a, b) => a - b);
  const percentile = (share: number): string =>
    (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  if (sorted.length > 0)
    console.log(`\n${what}: ${percentile(0.5)} median, ${percentile(0.95)} at p95`);
}
if (values.fit === true) {
  const { weights, threshold } = fit(judged);
  console.log(`\nbias ${(weights[0] ?? 0).toFixed(2)}, threshold ${threshold.toFixed(2)}`);
  for (const [place, name] of signNames.entries())
    console.log(`${name} ${(weights[place + 1] ?? 0).toFixed(2)}`);
}
if (values['write-baseline'] === true) writeBaseline(baselineFile, set, shipped);
else
  for (const fault of faults(shipped, baseline)) {
    console.error(fault);
    process.exitCode = 1;
  }
