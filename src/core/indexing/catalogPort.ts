import type { FoundFile, KnownFile, LeftOut, PreparedFile, Unembedded } from './fileRecords.ts';

/**
 * The catalog as the indexer writes it. One caller at a time: `store` is one transaction that takes
 * several turns of the event loop.
 */
export interface CatalogWriter {
  /** All known files, or those that are or lie below one of `paths` (folders end in `/`). */
  knownFiles(paths: readonly string[]): Promise<KnownFile[]>;
  /**
   * Puts a file, with its chunks and words, in the place of what was known of this path.
   * @returns the file's id and how many chunks came and went.
   */
  store(
    file: FoundFile,
    prepared: Extract<PreparedFile, { outcome: 'chunked' | 'skipped' }>,
    preparation: string,
  ): Promise<{ id: number; added: number; removed: number }>;
  /** The content is as it was: only size and time are noted. */
  touch(id: number, file: FoundFile): void;
  /** @returns how many chunks went. */
  remove(id: number): number;
  /** What a complete listing left out, in the place of what an earlier one did. */
  replaceLeftOut(leftOut: readonly LeftOut[]): void;
  /**
   * Texts without an embedding by this model among a window of chunks after the id `after`; `next`
   * is null behind the last chunk.
   */
  unembedded(
    modelSha256: string,
    after: number,
  ): Promise<{ texts: Unembedded[]; next: number | null }>;
  unembeddedOfFiles(modelSha256: string, fileIds: readonly number[]): Promise<Unembedded[]>;
  /** @returns the embedding's id. */
  addEmbedding(modelSha256: string, content: string, vector: Float32Array): number;
  /**
   * Drops embeddings that no chunk has had for 30 days, and the oldest such ones beyond as many as
   * are in use.
   */
  dropUnusedEmbeddings(nowMs: number): void;
  setMeta(key: string, value: string): void;
}
