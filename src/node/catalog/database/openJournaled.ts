import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './openDatabase.ts';
import { primaryCode } from './sqliteFailure.ts';

/**
 * `wal`: a write-ahead log. `delete`: written in place, because the disk does not support that log;
 * a reader may then have to wait for the writer.
 */
export type Journal = 'wal' | 'delete';

/**
 * Codes by which SQLite reports that it gets no shared memory, which a write-ahead log needs:
 * SQLITE_READONLY, SQLITE_IOERR, SQLITE_CANTOPEN.
 */
const refusals: ReadonlySet<number | undefined> = new Set([8, 10, 14]);

/** `WordTotals` corrects a table of FTS5's own, which a defensive connection refuses. */
const options = { defensive: false };

const anyReading = 'SELECT count(*) FROM sqlite_schema';

/**
 * Opens a database with a write-ahead log, or without one on a disk that has no shared memory (some
 * network disks and some that containers share).
 * @param pragmas run before anything else.
 */
export function openJournaled(
  file: string,
  pragmas: string,
): { database: DatabaseSync; journal: Journal } {
  const database = openDatabase(file, options);
  try {
    database.exec(pragmas);
    if (isWrittenAhead(database)) return { database, journal: 'wal' };
  } catch (error) {
    database.close();
    throw error;
  }
  // A connection that has tried the log once keeps trying, so it is replaced.
  database.close();
  return { database: openInPlace(file, pragmas), journal: 'delete' };
}

/** Without shared memory, setting the mode succeeds; the first read does not. */
function isWrittenAhead(database: DatabaseSync): boolean {
  try {
    if (database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'] !== 'wal')
      return false;
    database.prepare(anyReading).get();
    return true;
  } catch (error) {
    if (refusals.has(primaryCode(error))) return false;
    throw error;
  }
}

/**
 * With exclusive access SQLite needs no shared memory, not even to leave the mode that needs it.
 * The final read releases the exclusive lock.
 */
function openInPlace(file: string, pragmas: string): DatabaseSync {
  const database = openDatabase(file, options);
  try {
    database.exec(
      `${pragmas} PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA ` +
        `locking_mode = NORMAL; ${anyReading};`,
    );
    // Spilling a large transaction's pages early would lock out readers on this same thread.
    database.exec('PRAGMA cache_spill = OFF;');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
