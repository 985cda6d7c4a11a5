import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';

/** How a run of tests ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Full titles of the tests that failed, each above its error. */
  readonly failures: readonly string[];
}

/** The whole error stands where the test ran; the summary has its beginning. */
const maxErrorLines = 8;

/** Name of the environment variable with the path of the file for a stage's counts. */
export const countsVariable = 'ASK_WORKSPACE_TEST_COUNTS';

/**
 * Runs test files with mocha in this process, prints like its spec reporter, and writes the counts
 * to the file that the environment names.
 */
export async function runMocha(files: readonly string[], timeoutMs: number): Promise<Counts> {
  // On a laptop's battery, embedding would wait.
  process.env['ASK_WORKSPACE_POWER_SUPPLY'] ??= 'no such folder';
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: timeoutMs,
    forbidOnly: process.env['CI'] !== undefined,
    color: process.stdout.isTTY,
  });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const failures: string[] = [];
  const counts = await new Promise<Counts>((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      // A failing hook fails its tests without running them; each failure event counts once.
      resolve({ passed: passes, failed: failures.length, skipped: pending, failures });
    });
    runner.on('fail', (test, error: unknown) => {
      failures.push(`${test.fullTitle()}\n${indented(error)}`);
    });
  });
  const file = process.env[countsVariable];
  if (file !== undefined) await writeFile(file, JSON.stringify(counts));
  return counts;
}

function indented(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split('\n')
    .slice(0, maxErrorLines)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join('\n');
}
