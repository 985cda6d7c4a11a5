import type { StoredChunk } from '../../core/domain.ts';
import type {
  ChunkFilter,
  LexicalIndex,
  ScoredId,
  VectorIndex,
} from '../../core/ports/searchIndexes.ts';
import type { FolderIndex } from '../../core/ports/folderIndex.ts';
import type { AskedTeam } from '../../core/ports/retriever.ts';
import { promised } from '../../core/promised.ts';
import type { CatalogReader } from './catalogReader.ts';
import type { CatalogSnapshot } from './catalogSnapshots.ts';
import type { ChunksByEmbedding, KeptReads } from './keptReads.ts';
import { scanExactly } from '../vectors/exactVectorIndex.ts';
import type { Metric } from '../../core/settings/metric.ts';

/**
 * If at most this many embeddings pass a filter, all of them are compared. That is exact, and
 * faster than a graph search that must skip most of what it visits.
 */
const scannedExactly = 3000;

/** The vector index of the model in use. */
export interface DenseIndex {
  readonly vectors: VectorIndex;
  /** The number of vectors. */
  readonly size: number;
  readonly modelSha256: string;
  readonly metric: Metric;
}

export interface StoredFolderIndexParts {
  readonly root: string;
  readonly snapshot: CatalogSnapshot;
  readonly dense: DenseIndex | null;
  readonly embeddedChunkCount: number;
  readonly relevanceThreshold: number | null;
  readonly kept: KeptReads;
  readonly team: AskedTeam | null;
}

/**
 * What the retriever reads of a workspace folder, in one state: words from SQLite, meaning from the
 * vector index.
 */
export class StoredFolderIndex implements FolderIndex {
  readonly root: string;
  readonly chunkCount: number;
  readonly embeddedChunkCount: number;
  readonly relevanceThreshold: number | null;
  readonly generation: number;
  readonly team: AskedTeam | null;
  readonly #reader: CatalogReader;
  readonly #lexical: LexicalIndex;
  readonly #dense: DenseIndex | null;
  readonly #kept: KeptReads;

  constructor({
    root,
    snapshot,
    dense,
    embeddedChunkCount,
    relevanceThreshold,
    kept,
    team,
  }: StoredFolderIndexParts) {
    const { catalog, lexical } = snapshot;
    this.root = root;
    this.#reader = catalog;
    this.#lexical = lexical;
    this.#dense = dense;
    this.#kept = kept;
    this.generation = catalog.generation();
    this.chunkCount = kept.chunkCount(this.generation, () => catalog.chunks.count());
    this.embeddedChunkCount = embeddedChunkCount;
    this.relevanceThreshold = relevanceThreshold;
    this.team = team;
  }

  searchLexical(
    terms: readonly string[],
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]> {
    return this.#lexical.searchChunks(terms, limit, filter);
  }

  documentFrequencies(terms: readonly string[]): Promise<readonly number[]> {
    return this.#kept.frequencies(this.generation, terms, (missing) =>
      this.#lexical.documentFrequencies(missing),
    );
  }

  vocabulary(): Promise<readonly string[]> {
    return this.#kept.vocabulary(this.chunkCount, () => this.#lexical.vocabulary());
  }

  async searchDense(
    vector: Float32Array,
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]> {
    const dense = this.#dense;
    if (dense === null || dense.size === 0 || limit < 1) return [];
    return filter.paths.length === 0 && filter.languages.length === 0
      ? this.#searchAll(dense, vector, limit)
      : this.#searchPassing(dense, vector, limit, filter);
  }

  pathsNamed(name: string): Promise<readonly string[]> {
    return promised(() => this.#reader.files.pathsNamed(name));
  }

  chunks(ids: readonly number[]): Promise<readonly StoredChunk[]> {
    return promised(() => this.#reader.chunks.withIds(ids));
  }

  sampleChunks(limit: number): Promise<readonly StoredChunk[]> {
    return promised(() => this.#reader.chunks.sample(limit));
  }

  chunksOfFile(fileId: number): Promise<readonly StoredChunk[]> {
    return promised(() => this.#reader.chunks.ofFile(fileId));
  }

  /**
   * Embeddings whose chunk is gone are kept for an undo. They take up places in the result, so more
   * are requested until enough chunks are found.
   */
  async #searchAll(
    { vectors, size }: DenseIndex,
    vector: Float32Array,
    limit: number,
  ): Promise<readonly ScoredId[]> {
    for (let asked = limit; ; asked *= 2) {
      const found = await vectors.search(vector, asked);
      const chunks = chunksOf(found, this.#reader.embeddings.chunksOf(found.map(({ id }) => id)));
      if (chunks.length >= limit || asked >= size) return chunks.slice(0, limit);
    }
  }

  async #searchPassing(
    dense: DenseIndex,
    vector: Float32Array,
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]> {
    const passing = this.#embeddingsPassing(dense.modelSha256, filter);
    const found =
      passing.size <= scannedExactly
        ? scanExactly(
            dense.metric,
            vector,
            this.#reader.embeddings.vectors([...passing.keys()]),
            limit,
          )
        : await dense.vectors.search(vector, limit, new Set(passing.keys()));
    return chunksOf(found, passing).slice(0, limit);
  }

  #embeddingsPassing(modelSha256: string, filter: ChunkFilter): ChunksByEmbedding {
    const key = JSON.stringify([this.generation, modelSha256, filter]);
    return this.#kept.passing(key, () => {
      const embeddings = new Map<number, number[]>();
      for (const [embedding, chunk] of this.#reader.embeddings.chunksPassing(modelSha256, filter)) {
        const known = embeddings.get(embedding);
        if (known === undefined) embeddings.set(embedding, [chunk]);
        else known.push(chunk);
      }
      return embeddings;
    });
  }
}

function chunksOf(found: readonly ScoredId[], chunks: ChunksByEmbedding): ScoredId[] {
  return found.flatMap(({ id, score }) =>
    (chunks.get(id) ?? []).map((chunk) => ({ id: chunk, score })),
  );
}
