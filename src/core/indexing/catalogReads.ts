import type { SkipReason, StoredChunk } from '../domain.ts';
import type { KnownNames } from '../retrieval/question/suggestNames.ts';
import type { CatalogCounts, FileStatus, LeftOut } from './fileRecords.ts';

/**
 * What is read of a folder's catalog besides searches: always its latest state, which another
 * process may be changing. Searches read one fixed state (`IndexedFolder`).
 */
export interface CatalogReads {
  /** An entry that `CatalogWriter.setMeta` stored; null if there is none. */
  meta(key: string): Promise<string | null>;
  /** Changes whenever another connection has changed the catalog. */
  dataVersion(): Promise<number>;
  /** Counts everything except embedded chunks. */
  counts(): Promise<CatalogCounts>;
  chunkCount(): Promise<number>;
  /**
   * Why a file's content was skipped, or how it was read; null if the catalog does not know the
   * file.
   */
  fileStatus(path: string): Promise<FileStatus | null>;
  /**
   * Files and folders that are not in the index, for any reason or for the wanted one; at most
   * `limit`.
   */
  leftOut(limit: number, wanted?: SkipReason): Promise<readonly LeftOut[]>;
  /** The chunks of the file with exactly this path, in order; none if it is not indexed. */
  chunksAt(path: string): Promise<readonly StoredChunk[]>;
  /**
   * Indexed paths and symbols that contain `typed` in any case. The store may limit their number.
   */
  namesLike(typed: string): Promise<KnownNames>;
  lastChunkId(): Promise<number>;
  /** The number of chunks with ids from `first` to `last` that have an embedding by this model. */
  countEmbedded(modelSha256: string, first: number, last: number): Promise<number>;
  /** The number of chunks in these files and folders that have an embedding by this model. */
  countEmbeddedIn(modelSha256: string, paths: readonly string[]): Promise<number>;
  /** Ids of all embeddings by this model above `after`, ascending. */
  embeddingIds(modelSha256: string, after?: number): Promise<readonly number[]>;
  /** Stored vectors by embedding id; removed ids are left out. */
  vectors(ids: readonly number[]): Promise<ReadonlyMap<number, Float32Array>>;
}
