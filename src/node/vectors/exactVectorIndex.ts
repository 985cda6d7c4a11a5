import type { ScoredId } from '../../core/ports/searchIndexes.ts';
import { promised } from '../../core/promised.ts';
import type { Metric } from '../../core/settings/metric.ts';
import type { LiveVectorIndex } from './liveVectorIndex.ts';

/**
 * Similarity of two vectors, higher is more similar: cosine, dot product, or minus the Euclidean
 * distance.
 */
export function similarity(metric: Metric, a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  if (metric === 'dot') return dot;
  if (metric === 'euclidean') return -Math.sqrt(Math.max(0, aa + bb - 2 * dot));
  return aa === 0 || bb === 0 ? 0 : dot / Math.sqrt(aa * bb);
}

/** The `limit` most similar of `candidates`, best first. */
export function scanExactly(
  metric: Metric,
  vector: Float32Array,
  candidates: Iterable<readonly [number, Float32Array]>,
  limit: number,
): ScoredId[] {
  const scored = Array.from(candidates, ([id, own]) => ({
    id,
    score: similarity(metric, vector, own),
  }));
  return scored.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, limit);
}

/**
 * Finds the nearest neighbours by comparing all vectors. It is the reference that HNSW is measured
 * against, and the fallback if hnswlib does not load.
 */
export class ExactVectorIndex implements LiveVectorIndex {
  /** Removing a vector leaves no tombstone. */
  readonly tombstones = 0;
  /** It needs no file: it is rebuilt from the catalog. */
  readonly writable = null;
  readonly #metric: Metric;
  readonly #vectors = new Map<number, Float32Array>();

  constructor(metric: Metric) {
    this.#metric = metric;
  }

  get size(): number {
    return this.#vectors.size;
  }

  has(id: number): boolean {
    return this.#vectors.has(id);
  }

  ids(): Iterable<number> {
    return this.#vectors.keys();
  }

  add(id: number, vector: Float32Array): void {
    this.#vectors.set(id, vector);
  }

  remove(id: number): void {
    this.#vectors.delete(id);
  }

  search(
    vector: Float32Array,
    limit: number,
    allowed?: ReadonlySet<number>,
  ): Promise<readonly ScoredId[]> {
    return promised(() => {
      const candidates =
        allowed === undefined
          ? this.#vectors
          : [...this.#vectors].filter(([id]) => allowed.has(id));
      return scanExactly(this.#metric, vector, candidates, limit);
    });
  }
}
