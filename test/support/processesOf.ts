import { readFileSync, readdirSync } from 'node:fs';

export interface RunningProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly command: string;
}

/** Processes whose command line contains `text`, except this one. Linux only: reads /proc. */
export function processesWith(text: string): readonly RunningProcess[] {
  return allProcesses().filter(({ pid, command }) => pid !== process.pid && command.includes(text));
}

/** A process and its descendants. */
export function familyOf(pid: number): readonly RunningProcess[] {
  const all = allProcesses();
  const family = all.filter((one) => one.pid === pid);
  for (const member of family)
    family.push(...all.filter(({ parentPid }) => parentPid === member.pid));
  return family;
}

function allProcesses(): readonly RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? []);
}

/**
 * Resolves when none of these runs any longer.
 * @throws Error naming those still running after `limitMs`.
 */
export async function haveEnded(
  processes: readonly RunningProcess[],
  limitMs: number,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const left = processes.filter(({ pid, command }) => read(pid)?.command === command);
    if (left.length === 0) return;
    if (performance.now() > deadline)
      throw new Error(`still running: ${left.map(({ command }) => command).join('; ')}`);
    // Nothing reports the end of a process that is not our child.
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

/** @returns undefined if it has exited, even if its parent has not yet collected it. */
function read(pid: number): RunningProcess | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    // `pid (name) state parent ...`, where the name may contain anything (proc_pid_stat(5)).
    const [, parentPid] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return command === '' ? undefined : { pid, parentPid: Number(parentPid), command };
  } catch {
    return undefined;
  }
}
