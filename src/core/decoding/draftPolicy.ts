import { longestMatch } from './promptLookup.ts';

/**
 * How many tokens may be guessed at once: batches of 1, 4 and 8, where llama.cpp's kernels are
 * efficient (`docs/inference.md`).
 */
const draftSizes = [0, 3, 7] as const;

/** What a batch of so many tokens costs in relation to one token, before anything was measured. */
const assumedCosts: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [4, 1.9],
  [8, 2.6],
]);

/**
 * Chance that a guess behind a match of 1, 2, 3 and 4 tokens is right, before anything was seen.
 * Modest: to be convinced costs nothing.
 */
const assumedChances = [0.25, 0.45, 0.6, 0.7];

/** Old observations count less: the weight that is left of one after the next. */
const memory = 0.85;
/** Observations that the assumed chance counts for. */
const priorWeight = 1.5;
const rememberedCosts = 9;
/**
 * Before an answer has shown otherwise, as many tokens count as computed at once and never again.
 */
const trustedTokens = 48;
/** Shorter times are not measured finely enough on every system. */
const leastMs = 2;
/** A guess must promise this much; smaller gains drown in what checking costs. */
const leastGain = 1.05;

/**
 * Decides how many tokens to guess. It learns from every token how often the guesses would have
 * been right, by length of match, whether they were tried or not, so that where nothing is copied
 * nothing is paid.
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

  /**
   * How close decisions are differs from answer to answer: what had to be computed again before
   * does not count.
   */
  beginAnswer(): void {
    this.#batched = 0;
    this.#recomputed = 0;
  }

  /**
   * Most useful number of tokens to guess behind a match of `matched` tokens: one of `draftSizes`.
   */
  choose(matched: number): number {
    if (matched === 0) return 0;
    const chance = this.#chance(matched);
    const [best] = draftSizes
      .map((size) => ({ size, gain: this.#gain(chance, size) }))
      .sort((a, b) => b.gain - a.gain);
    return best !== undefined && best.gain >= leastGain ? best.size : 0;
  }

  /** Tells what came behind a match, tried or not. */
  observe(matched: number, wasRight: boolean): void {
    const seen = this.#seen[Math.min(matched, longestMatch) - 1];
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
   * Records that so many tokens were computed again one by one, because batches had made a decision
   * uncertain.
   */
  observeRecomputed(tokens: number): void {
    this.#recomputed += tokens;
  }

  /**
   * Tokens that a batch gives for the price of one, with its share of what will be computed again.
   */
  #gain(chance: number, size: number): number {
    if (size === 0) return 1;
    const tokens = expectedTokens(chance, size);
    const again = this.#recomputed / (trustedTokens + this.#batched);
    return tokens / (this.#cost(size + 1) + again * tokens);
  }

  #chance(matched: number): number {
    const seen = this.#seen[Math.min(matched, longestMatch) - 1];
    return seen === undefined ? 0 : seen.right / seen.all;
  }

  /** In tokens written one by one. */
  #cost(size: number): number {
    const one = median(this.#msByBatch.get(1) ?? []);
    const measured = median(this.#msByBatch.get(size) ?? []);
    return one === null || measured === null || one < leastMs
      ? (assumedCosts.get(size) ?? size)
      : Math.max(1, measured / one);
  }
}

/** Of the middle, because on a busy machine single batches take many times as long. */
function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;
}

/**
 * Tokens that a batch gives when each guess is right with `chance`: the right ones and the one
 * behind them.
 */
function expectedTokens(chance: number, guesses: number): number {
  let expected = 1;
  for (let i = 1; i <= guesses; i++) expected += chance ** i;
  return expected;
}
