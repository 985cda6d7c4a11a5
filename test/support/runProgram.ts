import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';

/**
 * Runs a program to its end with its output going to ours.
 * @returns its exit code; 128 where a signal ended it.
 */
export function runProgram(file: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('close', (code) => { resolve(code ?? 128); });
  });
}

/** Runs a program that must succeed. @throws Error naming the command where it does not. */
export async function mustRun(file: string, args: readonly string[], options: SpawnOptions = {}): Promise<void> {
  const code = await runProgram(file, args, options);
  if (code !== 0) throw new Error(`exit code ${code}: ${file} ${args.join(' ')}`);
}
