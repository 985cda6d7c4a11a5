import type { StoredChunk } from '../domain.ts';
import type { AskedTeam } from './retriever.ts';
import type { ChunkFilter, ScoredId } from './searchIndexes.ts';

/** The index of one workspace folder, wherever it is stored. */
export interface IndexedFolder {
  readonly root: string;
  /**
   * Runs `work` on one state of the index, which does not see anything written meanwhile.
   * @param work only reads. It may run again if the store cannot keep its state.
   * @throws Failure `folder-missing` if the folder was closed, `index-empty` if its index is gone.
   * Neither ends work that has begun.
   */
  read<T>(work: (index: FolderIndex) => Promise<T>): Promise<T>;
}

/**
 * One state of a workspace folder's index, valid while `IndexedFolder.read` runs. The counts are
 * known when it is opened; every query to the store returns a promise. All ids are specific to the
 * folder.
 */
export interface FolderIndex {
  readonly root: string;
  readonly chunkCount: number;
  /** How many of the chunks have an embedding that `searchDense` can find. */
  readonly embeddedChunkCount: number;
  /**
   * Best similarity below which a question has no answer here (`calibrateRelevance`); null while
   * unknown.
   */
  readonly relevanceThreshold: number | null;
  /** Increases whenever the data that a search reads changes: files or embeddings come or go. */
  readonly generation: number;
  /** The team's index that this state includes, or why it does not; null if none is set. */
  readonly team: AskedTeam | null;
  /** As `LexicalIndex.searchChunks`. */
  searchLexical(
    terms: readonly string[],
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]>;
  /** As `LexicalIndex.documentFrequencies`. */
  documentFrequencies(terms: readonly string[]): Promise<readonly number[]>;
  /**
   * The terms in Latin letters, as `LexicalIndex.vocabulary`. Returns the same list as long as the
   * index hardly changes.
   */
  vocabulary(): Promise<readonly string[]>;
  /** @returns chunk ids by similarity of their embedding; empty while nothing is embedded. */
  searchDense(
    vector: Float32Array,
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]>;
  /**
   * Indexed paths that are `name` or end in `/name`, shortest first, at most ten. For a name that
   * ends in `/`, the matching folders instead (ending in `/`).
   */
  pathsNamed(name: string): Promise<readonly string[]>;
  /** In the order of `ids`; ids that no longer exist are skipped. */
  chunks(ids: readonly number[]): Promise<readonly StoredChunk[]>;
  /**
   * About `limit` chunks from all over the folder; the same ones as long as the index is the same.
   */
  sampleChunks(limit: number): Promise<readonly StoredChunk[]>;
  /** All chunks of a file in order. */
  chunksOfFile(fileId: number): Promise<readonly StoredChunk[]>;
}
