import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as v from 'valibot';
import { countsVariable } from './mochaRun.ts';
import type { Counts } from './mochaRun.ts';
import { repositoryRoot, resultsFolder } from './paths.ts';
import { exitOnSignals, startGroup } from './processGroup.ts';
import { stages, usualStages } from './stages.ts';
import type { Stage } from './stages.ts';

/**
 * `node runTests.ts [STAGE...]`: runs the stages in turn, all of them whatever fails, and prints `N passed, N failed, N skipped` alone on
 * its last line. Exits with 1 where anything failed; a stage that crashes, hangs or runs no test has failed.
 */

const writtenCounts = v.object({ passed: v.number(), failed: v.number(), skipped: v.number(), failures: v.array(v.string()) });

async function runStage(stage: Stage): Promise<Counts> {
  const countsFile = join(resultsFolder, 'counts', `${stage.name}.json`);
  await mkdir(dirname(countsFile), { recursive: true });
  await rm(countsFile, { force: true });
  const deadlineMs = performance.now() + stage.limitMinutes * 60_000;
  let broken: string | undefined;
  for (const command of stage.commands) {
    broken ??= await runCommand(command, countsFile, deadlineMs);
  }
  if (stage.kind === 'check') return broken === undefined ? { passed: 1, failed: 0, skipped: 0, failures: [] } : failure(stage.name, broken);
  const counts = await readCounts(countsFile);
  if (counts === undefined) return failure(stage.name, broken ?? 'left no counts');
  if (counts.failed > 0) return counts;
  if (broken !== undefined) return add(counts, failure(stage.name, broken));
  if (counts.passed + counts.skipped === 0) return failure(stage.name, 'ran no test');
  return counts;
}

/** @returns what went wrong, or undefined. */
async function runCommand(command: readonly string[], countsFile: string, deadlineMs: number): Promise<string | undefined> {
  const env = { ...process.env, [countsVariable]: countsFile, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };
  const group = startGroup(process.execPath, command, { cwd: repositoryRoot, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const limit = AbortSignal.timeout(Math.max(0, Math.round(deadlineMs - performance.now())));
  limit.addEventListener('abort', () => { void group.stop(); });
  const code = await group.ended;
  if (limit.aborted) return 'took too long';
  return code === 0 ? undefined : `${command.join(' ')} ended with exit code ${code}`;
}

async function readCounts(file: string): Promise<Counts | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : v.parse(writtenCounts, JSON.parse(text));
}

function failure(stage: string, reason: string): Counts {
  return { passed: 0, failed: 1, skipped: 0, failures: [`${stage}: ${reason}`] };
}

function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped, failures: [...a.failures, ...b.failures] };
}

exitOnSignals();
const wanted = process.argv.length > 2 ? process.argv.slice(2) : usualStages;
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) throw new Error(`no such stage: ${unknown.join(', ')}; there are ${stages.map(({ name }) => name).join(', ')}`);

let total: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
for (const stage of stages.filter(({ name }) => wanted.includes(name))) {
  console.log(`\n== ${stage.name}`);
  const started = performance.now();
  const counts = await runStage(stage);
  console.log(`== ${stage.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  total = add(total, counts);
}
console.log(total.failures.length === 0 ? '' : `\nFailed:\n${total.failures.map((title) => `  ${title}`).join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
