import { readFileSync, readdirSync } from 'node:fs';
import { usedProcessorMs } from '../../support/usedProcessorMs.ts';

/**
 * Milliseconds of processor time that this process and another one have used, as Linux counts it:
 * other programs do not add to it. Null on other systems.
 */
export function processorMs(pid: number | undefined): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null;
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return usedProcessorMs() + nanoseconds.reduce((sum, own) => sum + own, 0) / 1e6;
}
