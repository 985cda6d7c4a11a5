/**
 * Which chunks may be found, as data, so that every index can apply it during its search. Empty
 * lists mean no limit.
 */
export interface ChunkFilter {
  /** Relative paths of files or of folders (ending in `/`). */
  readonly paths: readonly string[];
  readonly languages: readonly string[];
}

export interface ScoredId {
  readonly id: number;
  readonly score: number;
}

/** Nearest neighbours among embeddings. Ids are the catalog's embedding ids. */
export interface VectorIndex {
  /**
   * @returns at most `limit` ids, most similar first, among `allowed` if given. Score: cosine or
   * dot product, or minus the distance.
   */
  search(
    vector: Float32Array,
    limit: number,
    allowed?: ReadonlySet<number>,
  ): Promise<readonly ScoredId[]>;
}

/** Finds chunks by their words. Terms are as `analyzeText` produces them. */
export interface LexicalIndex {
  /**
   * BM25 over the columns path, symbol and body. A chunk need not contain all terms, and a term
   * given twice counts twice.
   * @returns chunk ids, best first, scores above 0.
   */
  searchChunks(
    terms: readonly string[],
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]>;
  /** The number of chunks that contain each term, in the order of `terms`. */
  documentFrequencies(terms: readonly string[]): Promise<readonly number[]>;
  /** Every term that begins with a letter from a to z. */
  vocabulary(): Promise<readonly string[]>;
}
