import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Failure, isFailure } from '../../core/errors.ts';
import { promised } from '../../core/promised.ts';
import type { CatalogCounts } from '../../core/indexing/fileRecords.ts';
import { wording } from '../../core/texts/wording.ts';
import {
  catalogFileName,
  openCatalogForReading,
  openCatalogForWriting,
} from './database/catalogDatabase.ts';
import { CatalogReader } from './catalogReader.ts';
import { StoredCatalog } from './storedCatalog.ts';
import { CatalogSnapshots } from './catalogSnapshots.ts';
import { SqliteCatalogWriter } from './catalogWriter.ts';
import { carryOlderEmbeddings } from './database/olderIndexes.ts';
import type { Journal } from './database/openJournaled.ts';
import { sqliteFailure } from './database/sqliteFailure.ts';
import { WriterLock } from './database/writerLock.ts';

export interface StoreReading {
  /** Always the latest state. */
  readonly catalog: StoredCatalog;
  /** The hashes of the files whose chunks a team's index has, hex, by path. */
  readonly published: () => Promise<ReadonlyMap<string, string>>;
  /** The same for one path; null if the file is not published. */
  readonly publishedHash: (path: string) => Promise<string | null>;
  /** One fixed state per search. */
  readonly snapshots: CatalogSnapshots;
}

export interface StoreSummary extends CatalogCounts {
  readonly exists: boolean;
  /** Milliseconds since 1970, or null before the first complete update. */
  readonly updatedAt: number | null;
}

/** The files of one folder's index: read by any process, written by the one that holds its lock. */
export class FolderStore {
  readonly directory: string;
  readonly #log: (line: string) => void;
  #lock: WriterLock | undefined;
  #writer: SqliteCatalogWriter | undefined;
  #reading: StoreReading | undefined;
  #readInode: number | undefined;

  constructor(directory: string, log: (line: string) => void) {
    this.directory = directory;
    this.#log = log;
  }

  get isWriter(): boolean {
    return this.#writer !== undefined;
  }

  /** Opened on first use; undefined while there is no index. */
  get reading(): StoreReading | undefined {
    const inode = this.isWriter ? this.#readInode : this.#inode();
    if (this.#reading === undefined || inode !== this.#readInode) {
      // The writer has rebuilt the index. Reads of the previous one may finish; it closes when
      // nothing uses it.
      this.#reading = undefined;
      this.#readInode = inode;
      const database = openCatalogForReading(this.directory);
      if (database !== undefined) this.#reading = this.#readingOf(database);
    }
    return this.#reading;
  }

  /** The catalog's counts. A damaged catalog has none; the next update rebuilds it. */
  async summary(): Promise<StoreSummary> {
    try {
      const catalog = this.reading?.catalog;
      if (catalog !== undefined) {
        const updatedAt = await catalog.meta('updatedAt');
        return {
          exists: true,
          ...(await catalog.counts()),
          updatedAt: updatedAt === null ? null : Number(updatedAt),
        };
      }
    } catch (error) {
      if (!isFailure(sqliteFailure(error, this.directory), 'index-unreadable')) throw error;
    }
    return {
      exists: false,
      files: 0,
      chunks: 0,
      skipped: {},
      pagesWithoutText: 0,
      updatedAt: null,
    };
  }

  /**
   * Becomes this folder's writer. Creates the index if it is missing or damaged.
   * @returns undefined while another process is the writer.
   * @throws Failure `folder-read-only`, `disk-full`.
   */
  write(): SqliteCatalogWriter | undefined {
    if (this.#writer !== undefined) return this.#writer;
    this.#lock ??= WriterLock.tryAcquire(this.directory);
    if (this.#lock === undefined) return undefined;
    const { database, journal } = this.#openForWriting();
    if (journal === 'delete')
      this.#log(
        `${this.directory} is on a disk that refuses SQLite's write-ahead log; searching and ` +
          'indexing may wait for each other.',
      );
    this.#writer = new SqliteCatalogWriter(database, join(this.directory, catalogFileName));
    return this.#writer;
  }

  /**
   * Takes over the embeddings that an older version made for this folder, in steps that `run`
   * schedules, and deletes that version's index. Does nothing unless this process is the writer.
   */
  async carryOlder(run: <T>(step: () => Promise<T> | T) => Promise<T>): Promise<void> {
    if (this.#writer !== undefined)
      await carryOlderEmbeddings(this.directory, this.#writer, run, this.#log);
  }

  /**
   * Refuses further searches, and resolves when those in progress have ended. Await it before
   * `discard` and `close`, which cut searches off.
   * @param failure what later searches are rejected with.
   */
  async endSearches(failure: Failure): Promise<void> {
    await this.#reading?.snapshots.end(failure);
  }

  /**
   * Deletes the index if this process is its writer; the next `write` creates a new one. A process
   * that only reads just reopens it.
   */
  discard(): void {
    this.#closeDatabases();
    if (this.#lock !== undefined) removeAllBut(this.directory, 'writer.db');
  }

  /** Bytes of the index's files, or of those whose names begin with `prefix`. */
  bytesOnDisk(prefix = ''): number {
    let bytes = 0;
    for (const name of filesIn(this.directory))
      if (name.startsWith(prefix))
        bytes += statSync(join(this.directory, name), { throwIfNoEntry: false })?.size ?? 0;
    return bytes;
  }

  close(): void {
    this.#closeDatabases();
    this.#lock?.release();
    this.#lock = undefined;
  }

  #openForWriting(): { database: DatabaseSync; journal: Journal } {
    try {
      return openCatalogForWriting(this.directory);
    } catch (error) {
      if (!isFailure(error, 'index-unreadable')) throw error;
      this.#log(`${error.message} It is rebuilt.`);
      this.discard();
      return openCatalogForWriting(this.directory);
    }
  }

  #readingOf(database: DatabaseSync): StoreReading {
    const inode = this.#inode();
    const openAnother = (): DatabaseSync => {
      const another = openCatalogForReading(this.directory);
      if (another !== undefined && this.#inode() === inode) return another;
      another?.close();
      throw gone(this.directory);
    };
    const reader = new CatalogReader(database);
    return {
      catalog: new StoredCatalog(reader),
      published: () => promised(() => reader.files.published()),
      publishedHash: (path) => promised(() => reader.files.publishedHash(path)),
      snapshots: new CatalogSnapshots(openAnother),
    };
  }

  #inode(): number | undefined {
    return statSync(join(this.directory, catalogFileName), { throwIfNoEntry: false })?.ino;
  }

  #closeDatabases(): void {
    this.#reading?.snapshots.close(gone(this.directory));
    this.#reading?.catalog.close();
    this.#reading = undefined;
    this.#writer?.close();
    this.#writer = undefined;
  }
}

function gone(directory: string): Failure {
  return new Failure(
    'index-empty',
    wording('The index in {directory} was closed or is being rebuilt.', { directory }),
  );
}

function removeAllBut(directory: string, kept: string): void {
  for (const name of filesIn(directory))
    if (!name.startsWith(kept)) rmSync(join(directory, name), { force: true });
}

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
