import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';

/** A program in a process group of its own, so that whatever it starts can be ended with it. */
export interface ProcessGroup {
  readonly leader: ChildProcess;
  /**
   * Settles when the leader has ended and its output is read: its exit code, or 128 where a signal
   * ended it.
   */
  readonly ended: Promise<number>;
  /** Asks all of the group to end, kills what is left after five seconds. */
  stop(): Promise<void>;
  /** Kills all of the group at once. */
  kill(): void;
}

/** Starts a program; it does not outlive this process. */
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
  // Who waits hears of it; who only stops need not.
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
    // Nothing of the group is left.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Lets what was started be ended, and what was thrown away be removed, when a signal ends this
 * process: both happen at its exit.
 */
export function exitOnSignals(): void {
  process.once('SIGINT', () => {
    process.exit(130);
  });
  process.once('SIGTERM', () => {
    process.exit(143);
  });
}
