import type { DatabaseSync } from 'node:sqlite';
import type { Failure } from '../../core/errors.ts';
import { CatalogReader } from './catalogReader.ts';
import { FtsLexicalIndex } from './ftsLexicalIndex.ts';

/** Connections that are kept open between searches; each has its own page cache. */
const maxIdle = 2;

/** How often a read is tried if the database cannot hold one state. */
const maxAttempts = 3;

/** One state of a catalog and its full-text index. */
export interface CatalogSnapshot {
  readonly catalog: CatalogReader;
  readonly lexical: FtsLexicalIndex;
}

/**
 * Reads a catalog in one consistent state at a time. Each read has its own connection, so reads may
 * overlap, and the index process's other reads always see the latest state.
 */
export class CatalogSnapshots {
  readonly #open: () => DatabaseSync;
  readonly #idle: Connection[] = [];
  readonly #reading = new Set<Connection>();
  #ended: Failure | undefined;
  #allEnded: PromiseWithResolvers<undefined> | undefined;

  /** @param open opens a further connection to the same file. */
  constructor(open: () => DatabaseSync) {
    this.#open = open;
  }

  /**
   * Runs `work` on one state of the catalog. On a disk without a write-ahead log, an open read
   * would block the writer in this same process. There, `work` runs again if something was written
   * in the meantime, at most three times in all.
   * @throws the failure that `end` or `close` was given.
   */
  async read<T>(work: (snapshot: CatalogSnapshot) => Promise<T>): Promise<T> {
    const refusal = this.#refusal();
    if (refusal !== undefined) throw refusal;
    const connection = this.#idle.pop() ?? this.#connect();
    this.#reading.add(connection);
    try {
      return await connection.read(work);
    } catch (error) {
      throw connection.isOpen ? error : (this.#refusal() ?? error);
    } finally {
      this.#reading.delete(connection);
      if (this.#refusal() === undefined && this.#idle.length < maxIdle) this.#idle.push(connection);
      else connection.close();
      if (this.#reading.size === 0) this.#allEnded?.resolve(undefined);
    }
  }

  /**
   * Refuses further reads. Resolves when the reads in progress have ended and every connection is
   * closed.
   */
  async end(failure: Failure): Promise<void> {
    this.#ended ??= failure;
    this.#closeIdle();
    if (this.#reading.size === 0) return;
    this.#allEnded ??= Promise.withResolvers();
    await this.#allEnded.promise;
  }

  /** Closes all connections immediately. Reads in progress end with `failure`. */
  close(failure: Failure): void {
    this.#ended ??= failure;
    this.#closeIdle();
    for (const connection of this.#reading) connection.close();
  }

  /**
   * A method, because `end` and `close` may run during an await and the type checker cannot know
   * that.
   */
  #refusal(): Failure | undefined {
    return this.#ended;
  }

  #connect(): Connection {
    const database = this.#open();
    try {
      return new Connection(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  #closeIdle(): void {
    for (const connection of this.#idle.splice(0)) connection.close();
  }
}

class Connection implements CatalogSnapshot {
  readonly catalog: CatalogReader;
  readonly lexical: FtsLexicalIndex;
  readonly #database: DatabaseSync;
  readonly #holdsState: boolean;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.catalog = new CatalogReader(database);
    this.lexical = new FtsLexicalIndex(database);
    this.#holdsState = database.prepare('PRAGMA journal_mode').get()?.['journal_mode'] === 'wal';
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  read<T>(work: (snapshot: CatalogSnapshot) => Promise<T>): Promise<T> {
    return this.#holdsState ? this.#readHeld(work) : this.#readUntilSame(work);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  async #readHeld<T>(work: (snapshot: CatalogSnapshot) => Promise<T>): Promise<T> {
    this.#database.exec('BEGIN');
    try {
      // The transaction sees the state at its first read, not at BEGIN.
      this.catalog.generation();
      return await work(this);
    } finally {
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec('COMMIT');
    }
  }

  async #readUntilSame<T>(work: (snapshot: CatalogSnapshot) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const generation = this.catalog.generation();
      const result = await work(this);
      if (attempt === maxAttempts || this.catalog.generation() === generation) return result;
    }
  }
}
