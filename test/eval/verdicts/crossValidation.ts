import type { JudgedSentence } from './judgeSentences.ts';
import { fitLogisticRegression, weigh } from './logisticRegression.ts';

/** The share of the true sentences in the fitted data that may exceed the threshold. */
const maxFalseAlarms = 0.03;

export interface Fitted {
  /** The bias, then one weight per sign. */
  readonly weights: readonly number[];
  readonly threshold: number;
}

/** Fits weights and threshold to true and false sentences; partly true ones are ignored. */
export function fit(judged: readonly JudgedSentence[]): Fitted {
  const told = judged.filter(({ labelled: { label } }) => /^(?:not )?supported$/.test(label));
  const weights = fitLogisticRegression(
    told.map(({ labelled, signs }) => ({
      values: signs,
      isFalse: labelled.label === 'not supported',
    })),
  );
  const sums = told
    .filter(({ labelled }) => labelled.label === 'supported')
    .map(({ signs }) => weigh(signs, weights))
    .sort((a, b) => b - a);
  return { weights, threshold: sums[Math.floor(maxFalseAlarms * sums.length)] ?? 0 };
}

/**
 * Flags each sentence with weights that were fitted without the sentences of its repository.
 * @returns the flagged ones.
 */
export function flagHeldOut(judged: readonly JudgedSentence[]): ReadonlySet<JudgedSentence> {
  const flagged = new Set<JudgedSentence>();
  for (const repo of new Set(judged.map(({ labelled }) => labelled.repo))) {
    const { weights, threshold } = fit(judged.filter(({ labelled }) => labelled.repo !== repo));
    for (const one of judged.filter(({ labelled }) => labelled.repo === repo))
      if (one.verdict !== 'no-claim' && weigh(one.signs, weights) > threshold) flagged.add(one);
  }
  return flagged;
}
