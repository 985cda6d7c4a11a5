import type { VectorIndex } from '../../core/ports.ts';
import type { WritableVectorIndex } from './vectorIndexFile.ts';

/** How embeddings are compared. For unit vectors, which ours are, all three rank alike. */
export type Metric = 'cosine' | 'euclidean' | 'dot';

/** A vector index that is kept in step with the catalog. */
export interface LiveVectorIndex extends VectorIndex {
  readonly size: number;
  /** Removed entries that still take their place. */
  readonly tombstones: number;
  has(id: number): boolean;
  ids(): Iterable<number>;
  add(id: number, vector: Float32Array): void;
  remove(id: number): void;
  /** How it is written to a file; null where it is not worth one. */
  readonly writable: WritableVectorIndex | null;
}
