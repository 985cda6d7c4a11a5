/** About a megabyte. */
const maxFrequencies = 20_000;

/**
 * Keeps the last results for the next question, because counting is slow and the scope is often the
 * same.
 */
export class KeptReads {
  #chunks: { readonly generation: number; readonly count: number } | undefined;
  #vocabulary: { readonly chunks: number; readonly terms: Promise<readonly string[]> } | undefined;
  #frequencies: { readonly generation: number; readonly counts: Map<string, number> } | undefined;
  #passing: { readonly key: string; readonly embeddings: ChunksByEmbedding } | undefined;

  /** The number of chunks in a generation. */
  chunkCount(generation: number, count: () => number): number {
    if (this.#chunks?.generation !== generation) this.#chunks = { generation, count: count() };
    return this.#chunks.count;
  }

  /**
   * In how many chunks of a generation each term occurs. A search asks several times for the same
   * terms, and counting a frequent one takes a millisecond.
   */
  async frequencies(
    generation: number,
    terms: readonly string[],
    read: (terms: readonly string[]) => Promise<readonly number[]>,
  ): Promise<readonly number[]> {
    if (
      this.#frequencies?.generation !== generation ||
      this.#frequencies.counts.size > maxFrequencies
    )
      this.#frequencies = { generation, counts: new Map() };
    const { counts } = this.#frequencies;
    const missing = [...new Set(terms)].filter((term) => !counts.has(term));
    const found = await read(missing);
    missing.forEach((term, index) => counts.set(term, found[index] ?? 0));
    return terms.map((term) => counts.get(term) ?? 0);
  }

  /**
   * The terms of an index with about this many chunks. Reading them takes long, and a few new terms
   * hardly matter: they are read again when the number of chunks has changed by a hundredth.
   */
  vocabulary(chunks: number, read: () => Promise<readonly string[]>): Promise<readonly string[]> {
    const known = this.#vocabulary;
    if (known !== undefined && Math.abs(chunks - known.chunks) * 100 <= known.chunks)
      return known.terms;
    const terms = read();
    this.#vocabulary = { chunks, terms };
    terms.catch(() => {
      this.#vocabulary = undefined;
    });
    return terms;
  }

  /** The embeddings that pass a filter; `key` identifies the generation and the filter. */
  passing(key: string, read: () => ChunksByEmbedding): ChunksByEmbedding {
    if (this.#passing?.key !== key) this.#passing = { key, embeddings: read() };
    return this.#passing.embeddings;
  }
}

/** Ids of chunks by the id of their embedding. */
export type ChunksByEmbedding = ReadonlyMap<number, readonly number[]>;
