import type { VectorIndex } from '../../core/ports.ts';
import type { WritableVectorIndex } from './vectorIndexFile.ts';

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
