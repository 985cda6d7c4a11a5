import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Processor time and memory of a process with its threads so far, as Linux counts them. */
export function processUsage(pid: number): { seconds: number; peakMegabytes: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return {
    seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    peakMegabytes: Math.round(Number(peak) / 1024),
  };
}
