import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { isFailure } from '../../../core/errors.ts';
import { makeFolder } from '../../files/makeFolder.ts';
import { openDatabase } from './openDatabase.ts';
import { sqliteFailure } from './sqliteFailure.ts';

/**
 * The right to write one index folder: an exclusive lock on a tiny SQLite file. The system frees it
 * however its holder ends.
 */
export class WriterLock {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * @returns undefined if another process (or another part of this one) holds it.
   * @throws Failure `folder-read-only`, `disk-full`.
   */
  static tryAcquire(directory: string): WriterLock | undefined {
    const file = join(directory, 'writer.db');
    let database: DatabaseSync | undefined;
    try {
      makeFolder(directory);
      database = openDatabase(file);
      database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;');
      return new WriterLock(database);
    } catch (error) {
      database?.close();
      const failure = sqliteFailure(error, file);
      if (isFailure(failure, 'index-locked')) return undefined;
      throw failure;
    }
  }

  release(): void {
    this.#database.close();
  }
}
