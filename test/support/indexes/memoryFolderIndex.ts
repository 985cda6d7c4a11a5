import { passesFilter } from '../../../src/core/retrieval/passesFilter.ts';
import { pathsNamed } from '../../../src/core/retrieval/question/pathsNamed.ts';
import type { FileRole, StoredChunk } from '../../../src/core/domain.ts';
import type { ChunkFilter, ScoredId } from '../../../src/core/ports/searchIndexes.ts';
import type { FolderIndex, IndexedFolder } from '../../../src/core/ports/folderIndex.ts';
import { analyzeText } from '../../../src/core/retrieval/question/analyzeText.ts';

/** A chunk for a MemoryFolderIndex. Lines count from 1 if none are given. */
export interface MemoryChunk {
  readonly path: string;
  readonly text: string;
  readonly startLine?: number;
  readonly symbol?: string;
  readonly role?: FileRole;
  readonly language?: string;
  readonly vector?: readonly number[];
}

const columnWeights = [1, 1, 1];

/**
 * An indexed folder in one state, without SQLite or HNSW: BM25 as FTS5 computes it (k1 1.2, b .75)
 * and every vector compared. For unit tests.
 */
export class MemoryFolderIndex implements FolderIndex, IndexedFolder {
  readonly root: string;
  relevanceThreshold: number | null = null;
  generation = 1;
  readonly team = null;
  readonly #chunks: readonly StoredChunk[];
  readonly #vectors: readonly (readonly number[] | undefined)[];
  readonly #columns: readonly (readonly string[])[][];
  readonly #meanLength: number;
  readonly #vocabulary: readonly string[];

  constructor(root: string, chunks: readonly MemoryChunk[]) {
    this.root = root;
    const files = [...new Set(chunks.map((chunk) => chunk.path))];
    this.#chunks = chunks.map((chunk, index) => ({
      id: index + 1,
      fileId: files.indexOf(chunk.path) + 1,
      path: chunk.path,
      text: chunk.text,
      symbol: chunk.symbol ?? '',
      role: chunk.role ?? 'source',
      language: chunk.language ?? 'python',
      ordinal: chunks.slice(0, index).filter((other) => other.path === chunk.path).length,
      range: {
        kind: 'lines',
        startLine: chunk.startLine ?? 1,
        endLine: (chunk.startLine ?? 1) + chunk.text.split('\n').length - 1,
      },
    }));
    this.#vectors = chunks.map((chunk) => chunk.vector);
    this.#columns = this.#chunks.map((chunk) =>
      [chunk.path, chunk.symbol, chunk.text].map(analyzeText),
    );
    this.#vocabulary = [...new Set(this.#columns.flat(2))].filter((term) => /^[a-z]/.test(term));
    this.#meanLength =
      this.#columns.reduce((sum, columns) => sum + lengthOf(columns), 0) /
      Math.max(1, chunks.length);
  }

  get chunkCount(): number {
    return this.#chunks.length;
  }

  get embeddedChunkCount(): number {
    return this.#vectors.filter((vector) => vector !== undefined).length;
  }

  read<T>(work: (index: FolderIndex) => Promise<T>): Promise<T> {
    return work(this);
  }

  async searchLexical(
    terms: readonly string[],
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]> {
    const counts = await this.documentFrequencies(terms);
    const score = (columns: readonly (readonly string[])[]): number =>
      terms.reduce((sum, term, index) => {
        const found = counts[index] ?? 0;
        const frequency = columns.reduce(
          (all, words, column) =>
            all + (columnWeights[column] ?? 0) * words.filter((word) => word === term).length,
          0,
        );
        const rarity = Math.max(1e-6, Math.log((this.chunkCount - found + 0.5) / (found + 0.5)));
        return (
          sum +
          (rarity * frequency * 2.2) /
            (frequency + 1.2 * (0.25 + (0.75 * lengthOf(columns)) / this.#meanLength))
        );
      }, 0);
    return this.#best((index) => score(this.#columns[index] ?? []), limit, filter);
  }

  documentFrequencies(terms: readonly string[]): Promise<readonly number[]> {
    return Promise.resolve(
      terms.map(
        (term) =>
          this.#columns.filter((columns) => columns.some((words) => words.includes(term))).length,
      ),
    );
  }

  vocabulary(): Promise<readonly string[]> {
    return Promise.resolve(this.#vocabulary);
  }

  searchDense(
    vector: Float32Array,
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]> {
    return Promise.resolve(
      this.#best(
        (index) =>
          this.#vectors[index]?.reduce(
            (sum, value, place) => sum + value * (vector[place] ?? 0),
            0,
          ) ?? 0,
        limit,
        filter,
      ),
    );
  }

  pathsNamed(name: string): Promise<readonly string[]> {
    return Promise.resolve(this.#pathsNamed(name));
  }

  /** Like `chunks`, for tests that need no promise. */
  stored(ids: readonly number[]): readonly StoredChunk[] {
    return ids.flatMap((id) => this.#chunks[id - 1] ?? []);
  }

  chunks(ids: readonly number[]): Promise<readonly StoredChunk[]> {
    return Promise.resolve(this.stored(ids));
  }

  sampleChunks(limit: number): Promise<readonly StoredChunk[]> {
    const step = Math.max(1, Math.floor(this.#chunks.length / limit));
    return Promise.resolve(this.#chunks.filter((_, index) => index % step === 0));
  }

  chunksOfFile(fileId: number): Promise<readonly StoredChunk[]> {
    return Promise.resolve(this.#chunks.filter((chunk) => chunk.fileId === fileId));
  }

  #pathsNamed(name: string): readonly string[] {
    return pathsNamed(
      this.#chunks.map((chunk) => chunk.path),
      name,
      10,
    );
  }

  #best(score: (index: number) => number, limit: number, filter: ChunkFilter): ScoredId[] {
    return this.#chunks
      .map((chunk, index) => ({ chunk, id: chunk.id, score: score(index) }))
      .filter((found) => found.score > 0 && passesFilter(found.chunk, filter))
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, limit)
      .map(({ id, score: value }) => ({ id, score: value }));
  }
}

function lengthOf(columns: readonly (readonly string[])[]): number {
  return columns.reduce((sum, words) => sum + words.length, 0);
}
