import { createRequire } from 'node:module';
import { relative } from 'node:path';
import type * as Hnswlib from 'hnswlib-node';
import type { ScoredId } from '../../core/ports/searchIndexes.ts';
import { promised } from '../../core/promised.ts';
import type { Metric } from '../../core/settings/metric.ts';
import { IdSet } from './idSet.ts';
import type { LiveVectorIndex } from './liveVectorIndex.ts';
import type { WritableVectorIndex } from './vectorIndexFile.ts';

/**
 * M and efConstruction: links per node, and breadth of the search when a node is added. Malkov &
 * Yashunin 2018 (arXiv:1603.09320) advise 5 to 48 and 100 or more.
 */
const links = 16;
const constructionBreadth = 120;
/**
 * Minimum breadth of a search (ef); hnswlib does not store it. A search uses at least twice its
 * limit, so that the last results are as reliable as the first.
 */
const searchBreadth = 300;
const firstCapacity = 1024;

const spaces = { cosine: 'cosine', euclidean: 'l2', dot: 'ip' } as const satisfies Record<
  Metric,
  string
>;

/**
 * Finds nearest neighbours in hnswlib's graph. Ids are never reused, so a removed vector stays as a
 * tombstone.
 */
export class HnswVectorIndex implements LiveVectorIndex, WritableVectorIndex {
  readonly #metric: Metric;
  readonly #graph: Hnswlib.HierarchicalNSW;
  readonly #live = new IdSet();
  readonly writable = this;
  #capacity: number;
  #tombstones = 0;

  private constructor(metric: Metric, graph: Hnswlib.HierarchicalNSW, capacity: number) {
    this.#metric = metric;
    this.#graph = graph;
    this.#capacity = capacity;
  }

  /** @throws if hnswlib does not load on this machine. */
  static create(metric: Metric, dimensions: number): HnswVectorIndex {
    const graph = newGraph(metric, dimensions);
    graph.initIndex({ maxElements: firstCapacity, m: links, efConstruction: constructionBreadth });
    return new HnswVectorIndex(metric, graph, firstCapacity);
  }

  /**
   * Reads what `write` wrote. Verify the file's checksum first, because hnswlib trusts what it
   * reads.
   * @param live the ids to keep; others become tombstones.
   */
  static async read(
    file: string,
    metric: Metric,
    dimensions: number,
    live: Pick<IdSet, 'has'>,
  ): Promise<HnswVectorIndex> {
    const graph = newGraph(metric, dimensions);
    await graph.readIndex(narrow(file));
    const index = new HnswVectorIndex(metric, graph, graph.getMaxElements());
    for (const id of graph.getIdsList()) {
      if (live.has(id)) index.#live.add(id);
      else index.#bury(id);
    }
    return index;
  }

  get size(): number {
    return this.#live.size;
  }

  get tombstones(): number {
    return this.#tombstones;
  }

  has(id: number): boolean {
    return this.#live.has(id);
  }

  ids(): Iterable<number> {
    return this.#live;
  }

  add(id: number, vector: Float32Array): void {
    if (this.#live.has(id)) return;
    if (this.#live.size + this.#tombstones >= this.#capacity) {
      this.#capacity *= 2;
      this.#graph.resizeIndex(this.#capacity);
    }
    this.#graph.addPoint(Array.from(vector), id);
    this.#live.add(id);
  }

  remove(id: number): void {
    if (this.#live.delete(id)) this.#bury(id);
  }

  search(
    vector: Float32Array,
    limit: number,
    allowed?: ReadonlySet<number>,
  ): Promise<readonly ScoredId[]> {
    return promised(() => this.#search(vector, limit, allowed));
  }

  #search(
    vector: Float32Array,
    limit: number,
    allowed: ReadonlySet<number> | undefined,
  ): readonly ScoredId[] {
    const count = Math.min(limit, this.#live.size);
    if (count === 0) return [];
    this.#graph.setEf(Math.max(searchBreadth, count * 2));
    // The filter must not throw, or hnswlib aborts the process.
    const { neighbors, distances } = this.#graph.searchKnn(
      Array.from(vector),
      count,
      allowed === undefined ? undefined : (id) => allowed.has(id),
    );
    return neighbors.map((id, i) => ({ id, score: this.#score(distances[i] ?? 0) }));
  }

  /**
   * Until it resolves, nothing may be added or removed. It does not report failures, so the caller
   * must check the file.
   */
  async write(file: string): Promise<void> {
    await this.#graph.writeIndex(narrow(file));
  }

  #bury(id: number): void {
    this.#tombstones++;
    try {
      this.#graph.markDelete(id);
    } catch {
      // It was already a tombstone when the file was written.
    }
  }

  #score(distance: number): number {
    return this.#metric === 'euclidean' ? -Math.sqrt(Math.max(0, distance)) : 1 - distance;
  }
}

function newGraph(metric: Metric, dimensions: number): Hnswlib.HierarchicalNSW {
  const { HierarchicalNSW } = createRequire(import.meta.url)('hnswlib-node') as typeof Hnswlib;
  return new HierarchicalNSW(spaces[metric], dimensions);
}

/**
 * hnswlib opens files by narrow characters. A path relative to the working folder, which holds all
 * indexes, is plain ASCII.
 */
function narrow(file: string): string {
  return relative(process.cwd(), file);
}
