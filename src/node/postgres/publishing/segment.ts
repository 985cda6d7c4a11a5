import type { ChunkWords } from '../chunkWords.ts';

interface Posting {
  readonly chunks: number[];
  readonly frequencies: number[];
  readonly lengths: number[];
}

/** The largest `smallint`. A chunk with more words than that counts as one with so many. */
const maxStored = 32_767;

/** The words of chunks that are published together: for each term, the chunks that contain it. */
export class Segment {
  readonly id: number;
  readonly #postings = new Map<string, Posting>();
  #chunks = 0;

  constructor(id: number) {
    this.id = id;
  }

  get chunks(): number {
    return this.#chunks;
  }

  add(chunk: number, { frequencies, length }: ChunkWords): void {
    this.#chunks++;
    for (const [term, frequency] of frequencies) {
      let posting = this.#postings.get(term);
      if (posting === undefined) {
        posting = { chunks: [], frequencies: [], lengths: [] };
        this.#postings.set(term, posting);
      }
      posting.chunks.push(chunk);
      posting.frequencies.push(Math.min(frequency, maxStored));
      posting.lengths.push(Math.min(length, maxStored));
    }
  }

  /** The postings by term, in the order of their index and in parts of at most `size` terms. */
  *parts(size: number): Generator<readonly (readonly [term: string, posting: Posting])[]> {
    const sorted = [...this.#postings].sort(([a], [b]) => (a < b ? -1 : 1));
    for (let from = 0; from < sorted.length; from += size) yield sorted.slice(from, from + size);
  }
}
