import type { FoundFile, KnownFile, LeftOut, PreparedFile, Unembedded } from './fileRecords.ts';

/**
 * Entry of the catalog, in milliseconds since 1970: when the words of the whole folder were last
 * complete. A question waits for the first time.
 */
export const wordsAtKey = 'wordsAt';

/**
 * The catalog, as the indexer writes it. Only one call at a time: `store` is a transaction that
 * spans several turns of the event loop. A call that rejects has changed nothing.
 */
export interface CatalogWriter {
  /** All known files, or those that are or are below one of `paths` (folders end in `/`). */
  knownFiles(paths: readonly string[]): Promise<KnownFile[]>;
  /**
   * Stores a file with its chunks and words, replacing what was stored for its path.
   * @returns the file's id, and the numbers of chunks added and removed.
   */
  store(
    file: FoundFile,
    prepared: Extract<PreparedFile, { outcome: 'chunked' | 'skipped' }>,
    preparation: string,
  ): Promise<{ id: number; added: number; removed: number }>;
  /** Updates size, time and identity of a file whose content is unchanged. */
  touch(id: number, file: FoundFile): Promise<void>;
  /** @returns the number of chunks removed. */
  remove(id: number): Promise<number>;
  /** Replaces the record of what the last complete listing left out. */
  replaceLeftOut(leftOut: readonly LeftOut[]): Promise<void>;
  /**
   * Texts without an embedding by this model, in a window of chunks after the id `after`. `next` is
   * null after the last chunk.
   */
  unembedded(
    modelSha256: string,
    after: number,
  ): Promise<{ texts: Unembedded[]; next: number | null }>;
  unembeddedOfFiles(modelSha256: string, fileIds: readonly number[]): Promise<Unembedded[]>;
  /** @returns the embedding's id. */
  addEmbedding(modelSha256: string, content: string, vector: Float32Array): Promise<number>;
  /**
   * Deletes embeddings that have been unused for 30 days. Of the other unused ones, keeps at most
   * as many as are in use, dropping the oldest.
   */
  dropUnusedEmbeddings(nowMs: number): Promise<void>;
  setMeta(key: string, value: string): Promise<void>;
}
