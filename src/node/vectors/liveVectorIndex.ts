import type { VectorIndex } from '../../core/ports.ts';

/** A vector index that is kept in step with the catalog. */
export interface LiveVectorIndex extends VectorIndex {
  /** Removed entries that still take their place. */
  readonly tombstones: number;
  has(id: number): boolean;
  ids(): Iterable<number>;
}
