import type { SpawnOptions } from 'node:child_process';
import { startGroup } from './processGroup.ts';

/**
 * Runs a program that must succeed. Its output goes to ours unless told otherwise.
 * @throws Error naming the command if it fails.
 */
export async function mustRun(
  file: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<void> {
  const code = await startGroup(file, args, { stdio: 'inherit', ...options }).ended;
  if (code !== 0) throw new Error(`exit code ${code}: ${file} ${args.join(' ')}`);
}
