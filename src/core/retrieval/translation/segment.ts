import type { Equivalents } from './glossary.ts';

/** A piece of a word that is understood, from its first character to `end` (exclusive). */
export interface Piece {
  readonly end: number;
  /** Cost of reading the word like this; a character that is not understood costs about 1. */
  readonly cost: number;
  readonly english: Equivalents;
}

/** How a language's words are split. */
export interface WordReader {
  /**
   * Matches the words of a text that are read one by one; everything between them stays unchanged.
   */
  readonly words: RegExp;
  piecesAt(word: string, start: number): readonly Piece[];
  /** Cost of a character that is not understood. */
  skipCost(character: string): number;
}

export interface WordReading {
  readonly english: readonly Equivalents[];
  /** Whether at least half of it is understood. */
  readonly understood: boolean;
}

/** The cheapest way to split a word: few characters left over, and few, long pieces. */
export function readWord(word: string, reader: WordReader): WordReading {
  const costs = [0];
  const steps: ({ from: number; piece: Piece | null } | undefined)[] = [];
  const reach = (from: number, end: number, step: { cost: number; piece: Piece | null }): void => {
    const cost = (costs[from] ?? Infinity) + step.cost;
    if (cost >= (costs[end] ?? Infinity)) return;
    costs[end] = cost;
    steps[end] = { from, piece: step.piece };
  };
  for (let start = 0; start < word.length; start++) {
    reach(start, start + 1, { cost: reader.skipCost(word.charAt(start)), piece: null });
    for (const piece of reader.piecesAt(word, start))
      reach(start, piece.end, { cost: piece.cost, piece });
  }
  const english: Equivalents[] = [];
  let skipped = 0;
  for (let end = word.length; end > 0;) {
    const step = steps[end];
    if (step === undefined) break;
    if (step.piece === null) skipped += reader.skipCost(word.charAt(step.from));
    else english.unshift(step.piece.english);
    end = step.from;
  }
  return { english, understood: english.length > 0 && skipped <= word.length / 2 };
}
