import type { Chunk } from '../../core/domain.ts';
import { analyzeText } from '../../core/retrieval/question/analyzeText.ts';
import { columnWeights } from '../../core/retrieval/ranking/bm25.ts';

/** Frequencies are stored in tenths, because the columns' weights are. */
export const frequencyUnit = 0.1;

/** The words of a chunk in all columns. */
export interface ChunkWords {
  /** How often the chunk has each term, weighted by column, in units of `frequencyUnit`. */
  readonly frequencies: ReadonlyMap<string, number>;
  /** Words in all columns. */
  readonly length: number;
}

/** @param pathWords the terms of the file's path. */
export function chunkWords(
  pathWords: readonly string[],
  chunk: Pick<Chunk, 'symbol' | 'text'>,
): ChunkWords {
  const frequencies = new Map<string, number>();
  let length = 0;
  const add = (terms: readonly string[], weight: number): void => {
    const units = Math.round(weight / frequencyUnit);
    length += terms.length;
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + units);
  };
  add(pathWords, columnWeights.path);
  add(analyzeText(chunk.symbol), columnWeights.symbol);
  add(analyzeText(chunk.text), columnWeights.body);
  return { frequencies, length };
}

/** The words of all chunks of a file, in order. */
export function fileWords(
  path: string,
  chunks: readonly Pick<Chunk, 'symbol' | 'text'>[],
): ChunkWords[] {
  const pathWords = analyzeText(path);
  return chunks.map((chunk) => chunkWords(pathWords, chunk));
}
