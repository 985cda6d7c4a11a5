import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Cancellation } from '../../core/ports/cancellation.ts';

const run = promisify(execFile);

/** Enough for a list of a million paths. */
const maxOutputBytes = 256 * 1024 * 1024;

/**
 * No locks, because git's index is only read. The folder alone decides which repository is used,
 * even if this process was started by a git hook, say.
 */
const ownEnvironment = {
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
};

export interface GitCall {
  readonly input?: string;
  readonly cancellation?: Cancellation;
}

/**
 * Runs git in a folder.
 * @returns what it prints.
 * @throws the error of `execFile`: its `code` is git's exit code, or `ENOENT` where git is not
 * installed.
 */
export async function runGit(
  folder: string,
  args: readonly string[],
  { input = '', cancellation }: GitCall = {},
): Promise<string> {
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
  };
  cancellation?.addEventListener('abort', stop, { once: true });
  try {
    // No fsmonitor: a repository's own settings must not start programs.
    const running = run('git', ['-c', 'core.fsmonitor=false', ...args], {
      cwd: folder,
      maxBuffer: maxOutputBytes,
      signal: abort.signal,
      windowsHide: true,
      env: { ...process.env, ...ownEnvironment },
    });
    // If git exits before it has read its input, its exit code says why.
    running.child.stdin?.on('error', () => undefined);
    running.child.stdin?.end(input);
    return (await running).stdout;
  } finally {
    cancellation?.removeEventListener('abort', stop);
  }
}

/** Whether git ran and answered with this exit code. */
export function hasExitCode(error: unknown, code: number): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** What git printed when it failed, or why it could not be started. */
export function gitComplaint(error: unknown): string {
  const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return printed === '' ? String(error) : printed;
}
