import { wordSigns } from './doubtSigns.ts';
import type { WordSign } from './doubtSigns.ts';
import type { SentenceSigns } from './signs.ts';

/**
 * A logistic regression over the signs. Each sign adds its weight once; a sentence whose sum
 * exceeds `threshold` is not supported. Fitted by `npm run eval:verdicts -- --fit`;
 * docs/sentence-checks.md has the data, the method and the figures.
 */
export interface SignWeights {
  readonly bias: number;
  readonly words: Readonly<Record<WordSign, number>>;
  /** Weight of the share of meaningful words that nothing in the lines supports. */
  readonly unheldShare: number;
  /** Weight of the distance in meaning: 1 - cosine. */
  readonly distance: number;
  /** Weight of having no doubted word; negative. A true paraphrase shares few words, too. */
  readonly noWord: number;
  readonly threshold: number;
}

export const signWeights: SignWeights = {
  bias: -1,
  words: {
    name: 2.8,
    number: 2.7,
    opposite: 1.6,
    technical: 1.7,
    absolute: 1.3,
    universal: 1.2,
    outcome: 1,
    crossed: 1,
    misplaced: 1.9,
  },
  unheldShare: 1.3,
  distance: 0.7,
  noWord: -0.45,
  threshold: 0.05,
};

/**
 * The nearest piece of its lines is never further from a sentence than this. The lowest cosine of
 * the 467 sentences of the development data is .006, with all-MiniLM-L6-v2; other embedding models
 * give higher ones.
 */
const lowestCosine = 0;

/** The typical distance, used when there is no embedder. */
const typicalDistance = 0.55;

/** More than the sum of a few weights can be off by. */
const rounding = 1e-9;

/** The signs of a sentence as numbers, in the order of `signNames`. */
export function signValues(signs: SentenceSigns, cosine: number | null): readonly number[] {
  const seen = new Set(signs.doubted.map(({ sign }) => sign));
  return [
    ...wordSigns.map((sign) => (seen.has(sign) ? 1 : 0)),
    signs.unheldShare,
    cosine === null ? typicalDistance : 1 - cosine,
    seen.size === 0 ? 1 : 0,
  ];
}

export const signNames: readonly string[] = [...wordSigns, 'unheldShare', 'distance', 'noWord'];

/**
 * The weighted sum of the evidence against a sentence. Positive if the sentence is not supported.
 */
export function weighSigns(
  signs: SentenceSigns,
  cosine: number | null,
  weights: SignWeights = signWeights,
): number {
  const all = [
    ...wordSigns.map((sign) => weights.words[sign]),
    weights.unheldShare,
    weights.distance,
    weights.noWord,
  ];
  return signValues(signs, cosine).reduce(
    (sum, value, index) => sum + value * (all[index] ?? 0),
    weights.bias - weights.threshold,
  );
}

/**
 * The cosine from which on a sentence is supported. Null if that does not depend on the cosine: the
 * other signs are enough, or too few.
 */
export function decidingCosine(signs: SentenceSigns): number | null {
  const withoutDistance = weighSigns(signs, 1);
  const cosine = 1 + withoutDistance / signWeights.distance + rounding;
  return withoutDistance > 0 || cosine < lowestCosine ? null : cosine;
}
