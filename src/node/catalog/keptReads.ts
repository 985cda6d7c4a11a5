/**
 * Keeps the last results for the next question, because counting is slow and the scope is often the
 * same.
 */
export class KeptReads {
  #chunks: { readonly generation: number; readonly count: number } | undefined;
  #passing: { readonly key: string; readonly embeddings: ChunksByEmbedding } | undefined;

  /** The number of chunks in a generation. */
  chunkCount(generation: number, count: () => number): number {
    if (this.#chunks?.generation !== generation) this.#chunks = { generation, count: count() };
    return this.#chunks.count;
  }

  /** The embeddings that pass a filter; `key` identifies the generation and the filter. */
  passing(key: string, read: () => ChunksByEmbedding): ChunksByEmbedding {
    if (this.#passing?.key !== key) this.#passing = { key, embeddings: read() };
    return this.#passing.embeddings;
  }
}

/** Ids of chunks by the id of their embedding. */
export type ChunksByEmbedding = ReadonlyMap<number, readonly number[]>;
