import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { countsVariable } from './mochaRun.ts';
import type { Counts } from './mochaRun.ts';
import { repositoryRoot, resultsFolder } from './paths.ts';
import { startGroup } from './processGroup.ts';
import type { Stage } from './stages.ts';

const writtenCounts = v.object({
  passed: v.number(),
  failed: v.number(),
  skipped: v.number(),
  failures: v.array(v.string()),
});

/**
 * Runs the commands of a stage until one fails. A stage that crashes, hangs or runs no test has
 * failed, whatever its counts.
 */
export async function runStage(stage: Stage): Promise<Counts> {
  const countsFile = join(resultsFolder, 'counts', `${stage.name}.json`);
  await mkdir(dirname(countsFile), { recursive: true });
  await rm(countsFile, { force: true });
  const limit = AbortSignal.timeout(stage.limitMinutes * 60_000);
  let broken: string | undefined;
  for (const command of stage.commands) broken ??= await runCommand(command, countsFile, limit);
  if (stage.kind === 'check')
    return broken === undefined
      ? { passed: 1, failed: 0, skipped: 0, failures: [] }
      : failure(stage.name, broken);
  const counts = await readCounts(countsFile);
  if (counts === undefined) return failure(stage.name, broken ?? 'left no counts');
  if (counts.failed > 0) return counts;
  if (broken !== undefined) return addCounts(counts, failure(stage.name, broken));
  return counts.passed + counts.skipped === 0 ? failure(stage.name, 'ran no test') : counts;
}

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** @returns what went wrong, or undefined. */
async function runCommand(
  command: readonly string[],
  countsFile: string,
  limit: AbortSignal,
): Promise<string | undefined> {
  const env = {
    ...process.env,
    [countsVariable]: countsFile,
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
  };
  const group = startGroup(process.execPath, command, {
    cwd: repositoryRoot,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const stop = (): void => {
    void group.stop();
  };
  limit.addEventListener('abort', stop);
  const code = await group.ended;
  limit.removeEventListener('abort', stop);
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
