import type { ChunkWords } from '../chunkWords.ts';

/** The largest `smallint`. A chunk with more words than that counts as one with so many. */
const maxStored = 32_767;
/** Numbers of a posting: the chunk, how often it has the term, and its length. */
const postingSize = 3;

/** The postings of successive terms, one after the other. */
export interface Postings {
  readonly terms: readonly string[];
  /** For each term, how many chunks contain it. */
  readonly counts: readonly number[];
  readonly chunks: readonly number[];
  readonly frequencies: readonly number[];
  readonly lengths: readonly number[];
}

/** The words of chunks that are published together: for each term, the chunks that contain it. */
export class Segment {
  readonly id: number;
  /** Packed, because three arrays for each of many terms would take twice the time. */
  readonly #postings = new Map<string, number[]>();
  #chunks = 0;

  constructor(id: number) {
    this.id = id;
  }

  get chunks(): number {
    return this.#chunks;
  }

  add(chunk: number, { frequencies, length }: ChunkWords): void {
    this.#chunks++;
    const storedLength = Math.min(length, maxStored);
    for (const [term, frequency] of frequencies) {
      const packed = this.#postings.get(term);
      const stored = Math.min(frequency, maxStored);
      if (packed === undefined) this.#postings.set(term, [chunk, stored, storedLength]);
      else packed.push(chunk, stored, storedLength);
    }
  }

  /** The postings in the order of their index, in parts of at most `size` terms. */
  *parts(size: number): Generator<Postings> {
    const terms = [...this.#postings.keys()].sort();
    for (let from = 0; from < terms.length; from += size)
      yield this.#unpacked(terms.slice(from, from + size));
  }

  #unpacked(terms: readonly string[]): Postings {
    const counts: number[] = [];
    const chunks: number[] = [];
    const frequencies: number[] = [];
    const lengths: number[] = [];
    for (const term of terms) {
      const packed = this.#postings.get(term) ?? [];
      counts.push(packed.length / postingSize);
      for (let at = 0; at < packed.length; at += postingSize) {
        chunks.push(packed[at] ?? 0);
        frequencies.push(packed[at + 1] ?? 0);
        lengths.push(packed[at + 2] ?? 0);
      }
    }
    return { terms, counts, chunks, frequencies, lengths };
  }
}
