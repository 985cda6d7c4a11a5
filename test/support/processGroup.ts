import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';

/** A program in its own process group, so that everything it starts can be ended with it. */
export interface ProcessGroup {
  readonly leader: ChildProcess;
  /**
   * Settles when the leader has exited and its output is read: its exit code, or 128 if a signal
   * ended it.
   */
  readonly ended: Promise<number>;
  /** Asks the whole group to exit, and kills what is left after five seconds. */
  stop(): Promise<void>;
  /** Kills the whole group at once. */
  kill(): void;
}

/** Starts a program that does not outlive this process. */
export function startGroup(
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): ProcessGroup {
  const leader = spawn(file, args, { ...options, detached: process.platform !== 'win32' });
  const kill = (): void => {
    signal(leader, 'SIGKILL');
  };
  process.once('exit', kill);
  const ended = new Promise<number>((resolve, reject) => {
    leader.once('error', reject);
    leader.once('close', (code) => {
      resolve(code ?? 128);
    });
  }).finally(() => {
    process.removeListener('exit', kill);
  });
  // Whoever waits hears of the failure; whoever only stops the program need not.
  ended.catch(() => undefined);
  const stop = async (): Promise<void> => {
    signal(leader, 'SIGTERM');
    const impatience = setTimeout(kill, 5000);
    await ended;
    clearTimeout(impatience);
    kill();
  };
  return { leader, ended, stop, kill };
}

function signal(leader: ChildProcess, name: NodeJS.Signals): void {
  if (leader.pid === undefined) return;
  if (process.platform === 'win32') {
    leader.kill(name);
    return;
  }
  try {
    process.kill(-leader.pid, name);
  } catch (error) {
    // The whole group is gone.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Ends this process properly on a signal, so that what it started is ended and temporary folders
 * are removed at its exit.
 */
export function exitOnSignals(): void {
  process.once('SIGINT', () => {
    process.exit(130);
  });
  process.once('SIGTERM', () => {
    process.exit(143);
  });
}
