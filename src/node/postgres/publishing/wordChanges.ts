import type { ChunkWords } from '../chunkWords.ts';

/** How many terms one statement writes. */
export const termsAtOnce = 10_000;

/** How the words of a branch change: what BM25 needs to know of all its chunks. */
export class WordChanges {
  /** By how much more chunks contain each term. */
  readonly #terms = new Map<string, number>();
  #chunks = 0;
  #words = 0;

  get chunks(): number {
    return this.#chunks;
  }

  get words(): number {
    return this.#words;
  }

  /** @param times 1 for a chunk that was added, -1 for one that was removed. */
  count({ frequencies, length }: ChunkWords, times: 1 | -1): void {
    this.countChunk(length, times);
    for (const term of frequencies.keys()) this.countTerm(term, times);
  }

  /** As `count`, for a chunk whose terms are counted by `countTerm`. */
  countChunk(words: number, times: 1 | -1): void {
    this.#chunks += times;
    this.#words += times * words;
  }

  /** @param chunks by how much more chunks contain the term. */
  countTerm(term: string, chunks: number): void {
    this.#terms.set(term, (this.#terms.get(term) ?? 0) + chunks);
  }

  /** The terms whose counts changed, in the order of their index and in parts of at most `size`. */
  *parts(size: number): Generator<readonly (readonly [term: string, chunks: number])[]> {
    const changed = [...this.#terms]
      .filter(([, chunks]) => chunks !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    for (let from = 0; from < changed.length; from += size) yield changed.slice(from, from + size);
  }
}
