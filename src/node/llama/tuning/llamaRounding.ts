import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { eraseAfter } from '../eraseAfter.ts';
import type { Cancellation } from '../../../core/ports/cancellation.ts';
import { throwIfCancelled } from '../llamaReader.ts';

/**
 * Assumed until measured: the largest shift seen with a model of 4-bit weights (docs/inference.md).
 */
export const assumedRounding = 0.7;

/** Number of tokens that are computed one by one and then at once. */
const trialTokens = 16;
/** How many of the best candidates are compared. */
const comparedCandidates = 5;
/**
 * Safety factor: this few positions do not show the largest shift; among 240 it was up to twice as
 * large.
 */
const margin = 2;

/**
 * Measures how far rounding moves a decision when tokens are computed at once instead of one by
 * one, as when guesses are checked: how much it changes the gap between the logits of the best
 * tokens. The contents of the context do not change.
 * @returns natural logarithm; null if the context is too empty or too full.
 * @throws Failure `cancelled`.
 */
export async function measureRounding(
  sequence: LlamaContextSequence,
  cancellation: Cancellation,
): Promise<number | null> {
  const base = sequence.nextTokenIndex;
  const tokens = sequence.contextTokens.slice(-trialTokens);
  if (base < trialTokens || base + trialTokens >= sequence.contextSize) return null;
  try {
    const single: Gaps[] = [];
    for (const token of tokens) {
      throwIfCancelled(cancellation);
      single.push(...(await computeGaps(sequence, [token])));
    }
    await eraseAfter(sequence, base);
    const batched = await computeGaps(sequence, tokens);
    return margin * Math.max(...single.map((gaps, i) => largestShift(gaps, batched[i])));
  } finally {
    await eraseAfter(sequence, base);
  }
}

/** How much more probable the best token is than others, as logarithms. */
type Gaps = ReadonlyMap<Token, number>;

async function computeGaps(
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
): Promise<readonly Gaps[]> {
  const options = { temperature: 1, topK: 4 * comparedCandidates, topP: 1, minP: 0, seed: 0 };
  const outputs = await sequence.controlledEvaluate(
    tokens.map((token) => [token, { generateNext: { probabilities: true, options } }]),
  );
  return outputs.map(
    (output) =>
      new Map(
        [...(output?.next.probabilities ?? [])].map(([token, probability]) => [
          token,
          Math.log(probability),
        ]),
      ),
  );
}

function largestShift(one: Gaps, other: Gaps | undefined): number {
  const [[best] = [], ...rest] = [...one].slice(0, comparedCandidates);
  if (best === undefined) return 0;
  const gap = (gaps: Gaps | undefined, token: Token): number =>
    (gaps?.get(best) ?? NaN) - (gaps?.get(token) ?? NaN);
  const shifts = rest
    .map(([token]) => Math.abs(gap(one, token) - gap(other, token)))
    .filter(Number.isFinite);
  return Math.max(0, ...shifts);
}
