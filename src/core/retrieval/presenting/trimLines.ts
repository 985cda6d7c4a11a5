import { borders, lineBorders } from './lineBorders.ts';

/** First and last line of a part, as indexes, inclusive. */
export interface Part {
  readonly first: number;
  readonly last: number;
}

/** A text slightly over the budget is shown in full: a gap would cost more than it saves. */
const slack = 1.5;

/** Shorter gaps, in characters, are closed: they confuse readers and models. */
export const minGap = 120;

/**
 * What a cut of cost 1, and a gap after the signature, cost in terms of match. The question's
 * rarest word is worth 1.
 */
const cutWeight = 0.25;
const gapWeight = 0.5;
/**
 * Value of a hundred characters that match nothing: if there is room, lines are better shown than
 * not.
 */
const fillWeight = 0.02;

/** Parts whose values differ by less than this are considered equally good. */
const hardlyWorse = 0.05;

/**
 * The parts of a text worth showing within about `budget` characters: its signature, and the best
 * matching lines between two good places to cut. A text that fits, or in which no line matches, is
 * one part (its beginning, if it is too long).
 * @param scores how well each line matches.
 * @param signature index of the line that says what this is, or null.
 */
export function trimLines(
  lines: readonly string[],
  scores: readonly number[],
  signature: number | null,
  budget: number,
): Part[] {
  const text = new Text(lines, scores);
  const whole = { first: 0, last: lines.length - 1 };
  if (text.lengthOf(whole) <= budget * slack) return [whole];
  const parts = text.matches(whole)
    ? matchingParts(text, signature, budget)
    : [text.bestFrom(0, budget)];
  return parts.map((part) => text.grown(part, whole));
}

function matchingParts(text: Text, signature: number | null, budget: number): Part[] {
  if (signature === null) return [text.best(budget)];
  const together = text.bestFrom(signature, budget);
  const head = text.headOf(signature);
  const apart = text.best(Math.max(budget / 2, budget - text.lengthOf(head)));
  if (text.matches(together) && text.valueOf(together) >= text.valueOf(apart) - gapWeight)
    return [together];
  const [upper, lower] = head.first <= apart.first ? [head, apart] : [apart, head];
  return text.lengthOf({ first: upper.last + 1, last: lower.first - 1 }) < minGap
    ? [{ first: upper.first, last: Math.max(upper.last, lower.last) }]
    : [upper, lower];
}

/** Lines, with the value of each and where they may be cut. */
class Text {
  readonly #lines: readonly string[];
  readonly #borders: readonly number[];
  /** Cumulative characters, line breaks included, and scores before each line. */
  readonly #characters: readonly number[];
  readonly #matches: readonly number[];

  constructor(lines: readonly string[], scores: readonly number[]) {
    this.#lines = lines;
    this.#borders = lineBorders(lines);
    this.#characters = sums(lines.map((line) => line.length + 1));
    this.#matches = sums(scores);
  }

  /** 0 for a part that ends before it begins. */
  lengthOf({ first, last }: Part): number {
    return Math.max(0, difference(this.#characters, first, last));
  }

  /** The match of its lines minus the cost of its cuts. */
  valueOf({ first, last }: Part): number {
    const cuts = (this.#borders[first] ?? 0) + (this.#borders[last + 1] ?? 0);
    return (
      difference(this.#matches, first, last) -
      cutWeight * cuts +
      (fillWeight * this.lengthOf({ first, last })) / 100
    );
  }

  matches({ first, last }: Part): boolean {
    return difference(this.#matches, first, last) > 0;
  }

  /**
   * The best part of at most `room` characters that begins with the given line, or just that line
   * if it is longer.
   */
  bestFrom(first: number, room: number): Part {
    let best = { first, last: first };
    for (
      let last = first + 1;
      last < this.#lines.length && this.lengthOf({ first, last }) <= room;
      last++
    ) {
      if (this.valueOf({ first, last }) > this.valueOf(best)) best = { first, last };
    }
    return best;
  }

  /**
   * The best part of at most `room` characters (or one line) that matches. Of those that are almost
   * as good, the middle one, so that the match has lines around it.
   */
  best(room: number): Part {
    const parts = this.#lines.map((_, first) => this.bestFrom(first, room));
    const matching = parts.filter((part) => this.matches(part));
    const best = Math.max(...matching.map((part) => this.valueOf(part)));
    const good = matching.filter((part) => this.valueOf(part) >= best - hardlyWorse);
    return good[good.length >> 1] ?? { first: 0, last: 0 };
  }

  /** The signature up to the end of its expression. */
  headOf(signature: number): Part {
    let last = signature;
    while ((this.#borders[last + 1] ?? 0) >= borders.expression) last++;
    return { first: signature, last };
  }

  /** Extended by the little that is left before and after it, without blank lines at its ends. */
  grown({ first, last }: Part, whole: Part): Part {
    if (this.lengthOf({ first: whole.first, last: first - 1 }) < minGap / 2) first = whole.first;
    if (this.lengthOf({ first: last + 1, last: whole.last }) < minGap / 2) last = whole.last;
    while (first < last && this.#isBlank(first)) first++;
    while (last > first && this.#isBlank(last)) last--;
    return { first, last };
  }

  #isBlank(line: number): boolean {
    return (this.#lines[line] ?? '').trim() === '';
  }
}

function sums(values: readonly number[]): number[] {
  const all = [0];
  for (const value of values) all.push((all.at(-1) ?? 0) + value);
  return all;
}

function difference(all: readonly number[], first: number, last: number): number {
  return (all[last + 1] ?? 0) - (all[first] ?? 0);
}
