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
  readonly #seen = assumedChances.map((chance) => ({
    right: chance * priorWeight,
    all: priorWeight,
  }));

  /**
   * Most useful number of tokens to guess behind a match of `matched` tokens: one of `draftSizes`.
   */
  choose(matched: number): number {
    if (matched === 0) return 0;
    const chance = this.#chance(matched);
    const [best] = draftSizes
      .map((size) => ({ size, gain: expectedTokens(chance, size) / this.#cost(size + 1) }))
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

  /** Tells how long computing a batch of `size` tokens took. */
  observeCost(size: number, ms: number): void {
    this.#msByBatch.set(size, [...(this.#msByBatch.get(size) ?? []), ms].slice(-rememberedCosts));
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
