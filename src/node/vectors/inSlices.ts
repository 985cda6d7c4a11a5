import { setImmediate as letOthersRun } from 'node:timers/promises';

/** Milliseconds of work between two turns of the event loop. */
export const sliceMs = 15;

/**
 * Runs a generator to its end. Each time it yields after `sliceMs` of work, the event loop gets a
 * turn.
 */
export async function inSlices<T>(steps: Generator<undefined, T>): Promise<T> {
  let start = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - start < sliceMs) continue;
    await letOthersRun();
    start = performance.now();
  }
}
