import { globSync } from 'node:fs';
import { join } from 'node:path';
import { runMocha } from '../support/mochaRun.ts';

/**
 * Called by the extension host: runs every built test file beside this one.
 * @throws Error if a test failed, so that the host exits with 1.
 */
export async function run(): Promise<void> {
  const { failed } = await runMocha(globSync(join(__dirname, '**/*.test.cjs')).sort(), 180_000);
  if (failed > 0) throw new Error(`${failed} failed`);
}
