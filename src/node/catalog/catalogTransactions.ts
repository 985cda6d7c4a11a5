import type { DatabaseSync } from 'node:sqlite';
import { promised } from '../../core/promised.ts';
import { sqliteFailure } from './database/sqliteFailure.ts';

/**
 * Runs work on a catalog, in a transaction where it writes more than one row. An error of SQLite
 * becomes a Failure, and the transaction is rolled back.
 */
export class CatalogTransactions {
  readonly #database: DatabaseSync;
  readonly #file: string;

  /** @param file named in failures. */
  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#file = file;
  }

  /** Work that needs no transaction, such as a single statement. */
  run<T>(work: () => T): Promise<T> {
    return promised(() => this.#guard(work));
  }

  /** A transaction that ends before anything else runs. */
  write<T>(work: () => T): Promise<T> {
    return this.run(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.#database.exec('COMMIT');
        return result;
      } catch (error) {
        this.#rollBack();
        throw error;
      }
    });
  }

  /** A transaction that spans turns of the event loop. Until it ends, no other may begin. */
  async writeInSteps<T>(work: () => Promise<T>): Promise<T> {
    this.#guard(() => {
      this.#database.exec('BEGIN IMMEDIATE');
    });
    try {
      const result = await work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollBack();
      throw sqliteFailure(error, this.#file);
    }
  }

  /**
   * After some errors, such as a full disk, SQLite has already rolled back and there is no
   * transaction to end.
   */
  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // Nothing was open.
    }
  }

  #guard<T>(use: () => T): T {
    try {
      return use();
    } catch (error) {
      throw sqliteFailure(error, this.#file);
    }
  }
}
