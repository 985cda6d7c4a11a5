/**
 * Keeps the last results for the next question, because counting is slow and the scope is often the
 * same.
 */
export class KeptReads {
  #chunks: { readonly generation: number; readonly count: number } | undefined;
  #vocabulary: { readonly chunks: number; readonly terms: Promise<readonly string[]> } | undefined;
  #passing: { readonly key: string; readonly embeddings: ChunksByEmbedding } | undefined;

  /** The number of chunks in a generation. */
  chunkCount(generation: number, count: () => number): number {
    if (this.#chunks?.generation !== generation) this.#chunks = { generation, count: count() };
    return this.#chunks.count;
  }

  /**
   * The terms of about so many chunks. Reading them takes long, and a few new terms hardly matter:
   * they are read again when the number of chunks has changed by a hundredth.
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
