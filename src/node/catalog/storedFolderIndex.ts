import type { StoredChunk } from '../../core/domain.ts';
import type { ChunkFilter, FolderIndex, ScoredId, VectorIndex } from '../../core/ports.ts';
import type { CatalogReader } from './catalogReader.ts';
import { scanExactly } from '../vectors/exactVectorIndex.ts';
import type { FtsLexicalIndex } from './ftsLexicalIndex.ts';
import type { Metric } from '../../core/settings/metric.ts';

/**
 * Where at most this many embeddings pass a filter they are all looked at: exact, and faster than a
 * search that must skip most of what it meets.
 */
const scannedExactly = 3000;

/** The vector index of the model in use. */
export interface DenseIndex {
  readonly vectors: VectorIndex;
  readonly modelSha256: string;
  readonly metric: Metric;
}

export interface StoredFolderIndexParts {
  readonly root: string;
  readonly reader: CatalogReader;
  readonly lexical: FtsLexicalIndex;
  readonly dense: () => DenseIndex | null;
  /**
   * How many chunks have an embedding by the model in use. Whoever follows the indexing counts
   * them, because SQLite would take long.
   */
  readonly embeddedChunks: () => number;
  readonly relevanceThreshold?: () => number | null;
}

/**
 * What the retriever reads of one workspace folder: words from SQLite, meaning from the vector
 * index.
 */
export class StoredFolderIndex implements FolderIndex {
  readonly root: string;
  readonly #reader: CatalogReader;
  readonly #lexical: FtsLexicalIndex;
  readonly #dense: () => DenseIndex | null;
  readonly #embeddedChunks: () => number;
  readonly #relevanceThreshold: () => number | null;
  #counted: { readonly dataVersion: number; readonly chunks: number } | undefined;
  #passing:
    | { readonly key: string; readonly embeddings: ReadonlyMap<number, readonly number[]> }
    | undefined;

  constructor(parts: StoredFolderIndexParts) {
    this.root = parts.root;
    this.#reader = parts.reader;
    this.#lexical = parts.lexical;
    this.#dense = parts.dense;
    this.#embeddedChunks = parts.embeddedChunks;
    this.#relevanceThreshold = parts.relevanceThreshold ?? (() => null);
  }

  get chunkCount(): number {
    const dataVersion = this.#reader.dataVersion();
    if (this.#counted?.dataVersion !== dataVersion)
      this.#counted = { dataVersion, chunks: this.#reader.chunkCount() };
    return this.#counted.chunks;
  }

  get embeddedChunkCount(): number {
    return this.#embeddedChunks();
  }

  get relevanceThreshold(): number | null {
    return this.#relevanceThreshold();
  }

  get generation(): number {
    return this.#reader.generation();
  }

  searchLexical(terms: readonly string[], limit: number, filter: ChunkFilter): readonly ScoredId[] {
    return this.#lexical.searchChunks(terms, limit, filter);
  }

  documentFrequencies(terms: readonly string[]): readonly number[] {
    return this.#lexical.documentFrequencies(terms);
  }

  searchDense(vector: Float32Array, limit: number, filter: ChunkFilter): readonly ScoredId[] {
    const dense = this.#dense();
    if (dense === null || dense.vectors.size === 0 || limit < 1) return [];
    return filter.paths.length === 0 && filter.languages.length === 0
      ? this.#searchAll(dense, vector, limit)
      : this.#searchPassing(dense, vector, limit, filter);
  }

  pathsNamed(name: string): readonly string[] {
    return this.#reader.pathsNamed(name);
  }

  chunks(ids: readonly number[]): readonly StoredChunk[] {
    return this.#reader.chunks(ids);
  }

  sampleChunks(limit: number): readonly StoredChunk[] {
    return this.#reader.sampleChunks(limit);
  }

  chunksOfFile(fileId: number): readonly StoredChunk[] {
    return this.#reader.chunksOfFile(fileId);
  }

  /**
   * Embeddings that no chunk has any more (they are kept for an undo) take places; then more are
   * asked for.
   */
  #searchAll({ vectors }: DenseIndex, vector: Float32Array, limit: number): ScoredId[] {
    for (let asked = limit; ; asked *= 2) {
      const found = vectors.search(vector, asked);
      const chunks = chunksOf(found, this.#reader.chunksOfEmbeddings(found.map(({ id }) => id)));
      if (chunks.length >= limit || asked >= vectors.size) return chunks.slice(0, limit);
    }
  }

  #searchPassing(
    dense: DenseIndex,
    vector: Float32Array,
    limit: number,
    filter: ChunkFilter,
  ): ScoredId[] {
    const passing = this.#embeddingsPassing(dense.modelSha256, filter);
    const found =
      passing.size <= scannedExactly
        ? scanExactly(dense.metric, vector, this.#reader.vectors([...passing.keys()]), limit)
        : dense.vectors.search(vector, limit, new Set(passing.keys()));
    return chunksOf(found, passing).slice(0, limit);
  }

  /** Chunks by embedding; kept for the next question, which often has the same scope. */
  #embeddingsPassing(
    modelSha256: string,
    filter: ChunkFilter,
  ): ReadonlyMap<number, readonly number[]> {
    const key = JSON.stringify([this.#reader.dataVersion(), modelSha256, filter]);
    if (this.#passing?.key === key) return this.#passing.embeddings;
    const embeddings = new Map<number, number[]>();
    for (const [embedding, chunk] of this.#reader.embeddedChunksPassing(modelSha256, filter)) {
      const known = embeddings.get(embedding);
      if (known === undefined) embeddings.set(embedding, [chunk]);
      else known.push(chunk);
    }
    this.#passing = { key, embeddings };
    return embeddings;
  }
}

function chunksOf(
  found: readonly ScoredId[],
  chunks: ReadonlyMap<number, readonly number[]>,
): ScoredId[] {
  return found.flatMap(({ id, score }) =>
    (chunks.get(id) ?? []).map((chunk) => ({ id: chunk, score })),
  );
}
