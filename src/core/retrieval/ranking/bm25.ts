/**
 * BM25 as SQLite's FTS5 computes it (https://sqlite.org/fts5.html#the_bm25_function), so that every
 * store ranks alike.
 */

/** How much a word counts by where it is in a chunk. */
export const columnWeights = { path: 0.6, symbol: 1.4, body: 1 } as const;

/** FTS5's constants: how soon repetition stops to count, and how much length matters. */
export const saturation = 1.2;
export const lengthShare = 0.75;

/** FTS5's floor for a term in more than half of the chunks. */
const minRarity = 1e-6;

/** The weight of a term that `withTerm` of `chunks` chunks contain. */
export function rarity(chunks: number, withTerm: number): number {
  return Math.max(minRarity, Math.log((chunks - withTerm + 0.5) / (withTerm + 0.5)));
}

/** What the scores of a folder's chunks depend on besides their words. */
export interface WordStatistics {
  readonly chunks: number;
  /** Words of all chunks in all columns. */
  readonly words: number;
}

/**
 * One term's part of a chunk's score.
 * @param frequency how often the chunk has the term, weighted by column.
 * @param length words of the chunk in all columns.
 */
export function termScore(
  weight: number,
  frequency: number,
  length: number,
  { chunks, words }: WordStatistics,
): number {
  const relativeLength = (length * chunks) / Math.max(1, words);
  return (
    (weight * frequency * (saturation + 1)) /
    (frequency + saturation * (1 - lengthShare + lengthShare * relativeLength))
  );
}
