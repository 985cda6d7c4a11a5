import { execFileSync } from 'node:child_process';
import type { Listing } from '../../../src/core/indexing/fileRecords.ts';

/** The paths of the listed files, sorted. */
export function paths({ files }: Listing): string[] {
  return files.map(({ path }) => path).sort();
}

/** The reason of each skipped path. */
export function leftOut({ leftOut: all }: Listing): Record<string, string> {
  return Object.fromEntries(all.map(({ path, reason }) => [path, reason]));
}

/**
 * Runs git in `root` with an author of its own.
 * @throws Error if git fails.
 */
export function git(root: string, ...args: string[]): void {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always'];
  execFileSync('git', [...own, ...args], { cwd: root, stdio: 'ignore' });
}
