import type { VectorIndex } from '../../core/ports/searchIndexes.ts';
import type { WritableVectorIndex } from './vectorIndexFile.ts';

/** A vector index that can be kept in step with the catalog. */
export interface LiveVectorIndex extends VectorIndex {
  readonly size: number;
  /** Removed entries that still take up space. */
  readonly tombstones: number;
  has(id: number): boolean;
  ids(): Iterable<number>;
  add(id: number, vector: Float32Array): void;
  remove(id: number): void;
  /** Writes it to a file; null if it needs none. */
  readonly writable: WritableVectorIndex | null;
}
