import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';

/** How a run of tests ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Full titles of the tests that failed. */
  readonly failures: readonly string[];
}

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
    runner.on('fail', (test) => {
      failures.push(test.fullTitle());
    });
  });
  const file = process.env[countsVariable];
  if (file !== undefined) await writeFile(file, JSON.stringify(counts));
  return counts;
}
