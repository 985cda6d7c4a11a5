import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './openDatabase.ts';
import { primaryCode } from './sqliteFailure.ts';

/**
 * Whether a database is written ahead, or in place because its disk refused the former (then a
 * reader may wait for the writer).
 */
export type Journal = 'wal' | 'delete';

/**
 * How SQLite says that it gets no shared memory, which writing ahead needs: SQLITE_READONLY,
 * SQLITE_IOERR, SQLITE_CANTOPEN.
 */
const refusals: ReadonlySet<number | undefined> = new Set([8, 10, 14]);

const anyReading = 'SELECT count(*) FROM sqlite_schema';

/**
 * Opens a database to be written ahead, or in place on a disk without shared memory (some network
 * disks and some that containers share).
 * @param pragmas run before anything else.
 */
export function openJournaled(
  file: string,
  pragmas: string,
): { database: DatabaseSync; journal: Journal } {
  const database = openDatabase(file);
  try {
    database.exec(pragmas);
    if (isWrittenAhead(database)) return { database, journal: 'wal' };
  } catch (error) {
    database.close();
    throw error;
  }
  // A connection that has tried keeps trying.
  database.close();
  return { database: openInPlace(file, pragmas), journal: 'delete' };
}

/** Setting the mode succeeds without shared memory; the first reading does not. */
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
 * Alone with its file SQLite needs no shared memory, not even to leave the mode that needs it; the
 * reading gives the file back to others.
 */
function openInPlace(file: string, pragmas: string): DatabaseSync {
  const database = openDatabase(file);
  try {
    database.exec(
      `${pragmas} PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA ` +
        `locking_mode = NORMAL; ${anyReading};`,
    );
    // Spilling a large transaction's pages early would lock readers of our own thread out.
    database.exec('PRAGMA cache_spill = OFF;');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
