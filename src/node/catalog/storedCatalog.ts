import type { SkipReason, StoredChunk } from '../../core/domain.ts';
import type { CatalogReads } from '../../core/indexing/catalogReads.ts';
import type { CatalogCounts, FileStatus, LeftOut } from '../../core/indexing/fileRecords.ts';
import { promised } from '../../core/promised.ts';
import type { KnownNames } from '../../core/retrieval/question/suggestNames.ts';
import type { CatalogReader } from './catalogReader.ts';

/** A SQLite catalog as `CatalogReads`. SQLite answers at once; other stores need not. */
export class StoredCatalog implements CatalogReads {
  readonly #reader: CatalogReader;

  constructor(reader: CatalogReader) {
    this.#reader = reader;
  }

  meta(key: string): Promise<string | null> {
    return promised(() => this.#reader.meta(key));
  }

  dataVersion(): Promise<number> {
    return promised(() => this.#reader.dataVersion());
  }

  counts(): Promise<CatalogCounts> {
    const { files, chunks } = this.#reader;
    return promised(() => ({
      ...files.counts(),
      chunks: chunks.count(),
      skipped: files.skipped(),
    }));
  }

  chunkCount(): Promise<number> {
    return promised(() => this.#reader.chunks.count());
  }

  fileStatus(path: string): Promise<FileStatus | null> {
    return promised(() => this.#reader.files.status(path));
  }

  leftOut(limit: number, wanted?: SkipReason): Promise<readonly LeftOut[]> {
    return promised(() => this.#reader.files.leftOut(limit, wanted));
  }

  chunksAt(path: string): Promise<readonly StoredChunk[]> {
    return promised(() => this.#reader.chunks.at(path));
  }

  namesLike(typed: string): Promise<KnownNames> {
    return promised(() => this.#reader.files.namesLike(typed));
  }

  lastChunkId(): Promise<number> {
    return promised(() => this.#reader.chunks.lastId());
  }

  countEmbedded(modelSha256: string, first: number, last: number): Promise<number> {
    return promised(() => this.#reader.embeddings.countChunks(modelSha256, first, last));
  }

  countEmbeddedIn(modelSha256: string, paths: readonly string[]): Promise<number> {
    return promised(() => this.#reader.embeddings.countChunksIn(modelSha256, paths));
  }

  embeddingIds(modelSha256: string, after?: number): Promise<readonly number[]> {
    return promised(() => this.#reader.embeddings.ids(modelSha256, after));
  }

  vectors(ids: readonly number[]): Promise<ReadonlyMap<number, Float32Array>> {
    return promised(() => this.#reader.embeddings.vectors(ids));
  }

  close(): void {
    this.#reader.close();
  }
}
