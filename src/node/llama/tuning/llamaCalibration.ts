import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { eraseAfter } from '../eraseAfter.ts';
import type { LoadedModel } from '../llamaLoadedModel.ts';
import { throwIfCancelled } from '../llamaReader.ts';
import type { Phase, ThreadChoice, ThreadLimits } from './llamaThreads.ts';

/** For one measurement of each phase: how many tokens are computed at once, and how often. */
const trials: Readonly<Record<Phase, { readonly tokens: number; readonly times: number }>> = {
  read: { tokens: 32, times: 1 },
  write: { tokens: 1, times: 3 },
};

/** Minimum speed-up for which more threads are used. */
const worthwhile = 1.05;

/** How a model computes fastest on this machine. */
export interface Calibration {
  readonly limits: ThreadLimits;
  /** How fast it then reads. */
  readonly tokensPerSecond: number;
}

/**
 * Measures the number of threads with which this model reads and writes fastest on this machine:
 * reading needs every core; writing waits for memory and may need fewer. Takes a few seconds with a
 * model of 7 billion parameters. The contents of the context do not change.
 * @returns null if other programs keep the machine busy or the context is full; then try again
 * later.
 * @throws Failure `cancelled`.
 */
export async function calibrateThreads(
  loaded: Pick<LoadedModel, 'sequence' | 'contextSize'> & {
    readonly threads: Pick<ThreadChoice, 'cores' | 'isQuiet' | 'force'>;
  },
  signal: AbortSignal,
): Promise<Calibration | null> {
  const { sequence, threads, contextSize } = loaded;
  const base = sequence.nextTokenIndex;
  if (base === 0 || base + trials.read.tokens + 1 >= contextSize) return null;
  const best = { read: 1, write: 1 };
  let readMs = Infinity;
  try {
    for (const phase of ['read', 'write'] as const) {
      let bestMs = Infinity;
      for (const count of threadCounts(threads.cores)) {
        throwIfCancelled(signal);
        if (!threads.isQuiet) return null;
        threads.force(count);
        const ms = await time(sequence, phase, base);
        if (ms * worthwhile > bestMs) continue;
        bestMs = ms;
        best[phase] = count;
        if (phase === 'read') readMs = ms;
      }
    }
  } finally {
    await eraseAfter(sequence, base);
  }
  return { limits: best, tokensPerSecond: (trials.read.tokens / readMs) * 1000 };
}

/** One thread, half of the cores, all but one, and all; ascending. */
function threadCounts(cores: number): readonly number[] {
  return [...new Set([1, Math.ceil(cores / 2), Math.max(1, cores - 1), cores])].sort(
    (a, b) => a - b,
  );
}

async function time(sequence: LlamaContextSequence, phase: Phase, base: number): Promise<number> {
  const { tokens, times } = trials[phase];
  const startedMs = performance.now();
  for (let i = 0; i < times; i++) {
    const any: Token[] = sequence.contextTokens.slice(0, tokens);
    await sequence.evaluateWithoutGeneratingNewTokens(any);
  }
  const ms = performance.now() - startedMs;
  await eraseAfter(sequence, base);
  return ms;
}
