import type { ChunkWords } from '../chunkWords.ts';

/** The largest `smallint`. A chunk with more words counts as one with this many. */
const maxStored = 32_767;
/** How many postings there is room for at first. */
const initialRoom = 65_536;

/** The postings of successive terms, one after the other. */
export interface Postings {
  readonly terms: readonly string[];
  /** For each term, how many chunks contain it. */
  readonly counts: readonly number[];
  readonly chunks: Int32Array;
  readonly frequencies: Int16Array;
  readonly lengths: Int16Array;
}

/**
 * The words of chunks that are published together: for each term, the chunks that contain it. They
 * are kept by chunk and put in the order of terms at the end, because a growing array for each of
 * many terms takes longer.
 */
export class Segment {
  readonly id: number;
  /** Terms are numbered as they appear. */
  readonly #numbers = new Map<string, number>();
  /** For each term, how many chunks contain it. */
  readonly #counts: number[] = [];
  readonly #chunks: AddedChunk[] = [];
  /** The terms of all chunks, by number, and how often the chunk has them. */
  #terms = new Int32Array(initialRoom);
  #frequencies = new Int16Array(initialRoom);
  #size = 0;

  constructor(id: number) {
    this.id = id;
  }

  get chunks(): number {
    return this.#chunks.length;
  }

  add(chunk: number, { frequencies, length }: ChunkWords): void {
    this.#makeRoom(frequencies.size);
    for (const [term, frequency] of frequencies) {
      const number = this.#numberOf(term);
      this.#counts[number] = (this.#counts[number] ?? 0) + 1;
      this.#terms[this.#size] = number;
      this.#frequencies[this.#size++] = Math.min(frequency, maxStored);
    }
    this.#chunks.push({ id: chunk, length: Math.min(length, maxStored), end: this.#size });
  }

  /** The postings in the order of their index, in parts of at most `size` terms. */
  *parts(size: number): Generator<Postings> {
    const terms = [...this.#numbers.keys()].sort();
    const counts = terms.map((term) => this.#counts[this.#numberOf(term)] ?? 0);
    const ends = endsOf(counts);
    const all = this.#inOrder(terms, counts, ends);
    for (let from = 0; from < terms.length; from += size) {
      const to = Math.min(terms.length, from + size);
      const [start, end] = [ends[from - 1] ?? 0, ends[to - 1] ?? 0];
      yield {
        terms: terms.slice(from, to),
        counts: counts.slice(from, to),
        chunks: all.chunks.subarray(start, end),
        frequencies: all.frequencies.subarray(start, end),
        lengths: all.lengths.subarray(start, end),
      };
    }
  }

  /** Puts each posting at the next place of its term. */
  #inOrder(
    terms: readonly string[],
    counts: readonly number[],
    ends: readonly number[],
  ): Pick<Postings, 'chunks' | 'frequencies' | 'lengths'> {
    const places = new Int32Array(terms.length);
    for (const [index, term] of terms.entries())
      places[this.#numberOf(term)] = (ends[index] ?? 0) - (counts[index] ?? 0);
    const chunks = new Int32Array(this.#size);
    const frequencies = new Int16Array(this.#size);
    const lengths = new Int16Array(this.#size);
    let from = 0;
    for (const { id, length, end } of this.#chunks)
      for (; from < end; from++) {
        const term = this.#terms[from] ?? 0;
        const place = places[term] ?? 0;
        places[term] = place + 1;
        chunks[place] = id;
        frequencies[place] = this.#frequencies[from] ?? 0;
        lengths[place] = length;
      }
    return { chunks, frequencies, lengths };
  }

  #numberOf(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const number = this.#counts.push(0) - 1;
    this.#numbers.set(term, number);
    return number;
  }

  #makeRoom(postings: number): void {
    if (this.#size + postings <= this.#terms.length) return;
    const room = 2 * (this.#size + postings);
    const [terms, frequencies] = [new Int32Array(room), new Int16Array(room)];
    terms.set(this.#terms);
    frequencies.set(this.#frequencies);
    [this.#terms, this.#frequencies] = [terms, frequencies];
  }
}

interface AddedChunk {
  readonly id: number;
  /** Words in all columns. */
  readonly length: number;
  /** Where its terms end. */
  readonly end: number;
}

/** For each count, the place after its last element if the elements of all follow each other. */
export function endsOf(counts: readonly number[]): number[] {
  let end = 0;
  return counts.map((count) => (end += count));
}
