import { maxMatch } from './promptLookup.ts';

/**
 * How many tokens may be guessed at once: batches of 1, 4 and 8, where llama.cpp's kernels are
 * efficient (`docs/inference.md`).
 */
const draftSizes = [0, 3, 7] as const;

/**
 * The assumed cost of a batch of this many tokens, relative to one token, before any measurement.
 */
const assumedCosts: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [4, 1.9],
  [8, 2.6],
]);

/**
 * Assumed probability that a guess after a match of 1, 2, 3 and 4 tokens is right, before any was
 * observed. Modest, because learning that guesses do better costs nothing.
 */
const assumedChances = [0.25, 0.45, 0.6, 0.7];

/** Factor by which an observation's weight shrinks with each later one. */
const memory = 0.85;
/** Number of observations that the assumed probability counts as. */
const priorWeight = 1.5;
const rememberedCosts = 9;
/** Each answer starts as if this many tokens had been batched without a recomputation. */
const trustedTokens = 48;
/** Shorter times are not measured finely enough on every system. */
const minMeasuredMs = 2;
/** Minimum speed-up that a guess must promise; smaller gains are lost in the cost of checking. */
const minGain = 1.05;

/**
 * Decides how many tokens to guess. For each length of match, it learns from every token how often
 * guesses would have been right, whether or not they were tried. So answers that copy nothing pay
 * nothing.
 */
export class DraftPolicy {
  readonly #msByBatch = new Map<number, readonly number[]>();
  /** Tokens of this answer that were in batches, and those that were computed again. */
  #batched = 0;
  #recomputed = 0;
  readonly #seen = assumedChances.map((chance) => ({
    right: chance * priorWeight,
    all: priorWeight,
  }));

  /** How close decisions are differs between answers, so earlier recomputations do not count. */
  beginAnswer(): void {
    this.#batched = 0;
    this.#recomputed = 0;
  }

  /**
   * The most useful number of tokens to guess after a match of `matched` tokens: one of
   * `draftSizes`.
   */
  choose(matched: number): number {
    if (matched === 0) return 0;
    const chance = this.#chance(matched);
    const [best] = draftSizes
      .map((size) => ({ size, gain: this.#gain(chance, size) }))
      .sort((a, b) => b.gain - a.gain);
    return best !== undefined && best.gain >= minGain ? best.size : 0;
  }

  /** Records whether the guess after a match was right, whether or not it was tried. */
  observe(matched: number, wasRight: boolean): void {
    const seen = this.#seen[Math.min(matched, maxMatch) - 1];
    if (seen === undefined) return;
    seen.right = seen.right * memory + (wasRight ? 1 : 0);
    seen.all = seen.all * memory + 1;
  }

  /** Records how long computing a batch of `size` tokens took. */
  observeCost(size: number, ms: number): void {
    if (size > 1) this.#batched += size;
    this.#msByBatch.set(size, [...(this.#msByBatch.get(size) ?? []), ms].slice(-rememberedCosts));
  }

  /**
   * Records that `tokens` tokens were computed again one by one, because batching had made a
   * decision uncertain.
   */
  observeRecomputed(tokens: number): void {
    this.#recomputed += tokens;
  }

  /** Tokens that a batch yields in the time of one, after its share of expected recomputation. */
  #gain(chance: number, size: number): number {
    if (size === 0) return 1;
    const tokens = expectedTokens(chance, size);
    const again = this.#recomputed / (trustedTokens + this.#batched);
    return tokens / (this.#cost(size + 1) + again * tokens);
  }

  #chance(matched: number): number {
    const seen = this.#seen[Math.min(matched, maxMatch) - 1];
    return seen === undefined ? 0 : seen.right / seen.all;
  }

  /** Relative to a token computed alone. */
  #cost(size: number): number {
    const one = median(this.#msByBatch.get(1) ?? []);
    const measured = median(this.#msByBatch.get(size) ?? []);
    return one === null || measured === null || one < minMeasuredMs
      ? (assumedCosts.get(size) ?? size)
      : Math.max(1, measured / one);
  }
}

/** The median, because single batches take many times as long on a busy machine. */
function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;
}

/**
 * Tokens that a batch yields if each guess is right with probability `chance`: the right guesses
 * and the token after them.
 */
function expectedTokens(chance: number, guesses: number): number {
  let expected = 1;
  for (let i = 1; i <= guesses; i++) expected += chance ** i;
  return expected;
}
