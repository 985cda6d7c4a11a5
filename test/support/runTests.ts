import { performance } from 'node:perf_hooks';
import type { Counts } from './mochaRun.ts';
import { exitOnSignals } from './processGroup.ts';
import { addCounts, runStage } from './runStage.ts';
import { stages, usualStages } from './stages.ts';

/**
 * `node runTests.ts [STAGE...]`: runs the stages in turn, all of them whatever fails. Its last line
 * is `N passed, N failed, N skipped`. Exits with 1 if anything failed.
 */

exitOnSignals();
const wanted = process.argv.length > 2 ? process.argv.slice(2) : usualStages;
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0)
  throw new Error(
    `no such stage: ${unknown.join(', ')}; there are ${stages.map(({ name }) => name).join(', ')}`,
  );

let total: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
for (const stage of stages.filter(({ name }) => wanted.includes(name))) {
  console.log(`\n== ${stage.name}`);
  const started = performance.now();
  const counts = await runStage(stage);
  console.log(
    `== ${stage.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} ` +
      `skipped in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
  total = addCounts(total, counts);
}
console.log(
  total.failures.length === 0
    ? ''
    : `\nFailed:\n${total.failures.map((title) => `  ${title}`).join('\n')}\n`,
);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
