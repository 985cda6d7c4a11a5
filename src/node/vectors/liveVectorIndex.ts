import type { VectorIndex } from '../../core/ports.ts';

/** How embeddings are compared. For unit vectors, which ours are, all three rank alike. */
export type Metric = 'cosine' | 'euclidean' | 'dot';

/** A vector index that is kept in step with the catalog. */
export interface LiveVectorIndex extends VectorIndex {
  /** Removed entries that still take their place. */
  readonly tombstones: number;
  has(id: number): boolean;
  ids(): Iterable<number>;
}
