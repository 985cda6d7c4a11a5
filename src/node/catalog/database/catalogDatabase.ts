import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Failure, isFailure } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';
import { makeFolder } from '../../files/makeFolder.ts';
import { openDatabase } from './openDatabase.ts';
import { openJournaled } from './openJournaled.ts';
import type { Journal } from './openJournaled.ts';
import { sqliteFailure } from './sqliteFailure.ts';

/**
 * Raised whenever the tables below change. Each version has its own folder, so an older release
 * keeps its own index.
 */
export const schemaVersion = 3;

export const catalogFileName = 'catalog.db';

/** Key in `meta` of the count of changes that a search can see. */
export const generationKey = 'generation';

/**
 * Page cache of each connection. It is small because the operating system caches the file as well:
 * at 100,000 chunks, searching and writing are no faster with four times as much.
 */
const pageCacheKilobytes = 1000;

/**
 * How long to wait for another process's lock. Only one process writes, so such locks are brief.
 */
const busyTimeoutMs = 2000;

/**
 * Tables, see docs/architecture.md. Ids are never reused (AUTOINCREMENT), because the lexical and
 * the vector index refer to chunks and embeddings by id. A chunk refers to its embedding by
 * `content`, the hash of the embedded text, so a rename or an undo embeds nothing again. The
 * lexical index stores words only (`content=''`). They are already split, so the simplest tokenizer
 * will do.
 */
const schema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE files (
  id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
  modified REAL NOT NULL, identity TEXT, hash BLOB NOT NULL,
  preparation TEXT NOT NULL, language TEXT NOT NULL, role TEXT NOT NULL, encoding TEXT NOT NULL,
  lines_left_out INTEGER NOT NULL, skipped TEXT, textless_pages INTEGER NOT NULL
) STRICT;
CREATE TABLE chunks (
  id INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL, part INTEGER, start_line INTEGER NOT NULL, end_line INTEGER NOT NULL,
  start_column INTEGER, end_column INTEGER,
  symbol TEXT NOT NULL, text TEXT NOT NULL, content BLOB NOT NULL
) STRICT;
CREATE INDEX chunks_by_file ON chunks (file, ordinal);
CREATE INDEX chunks_by_content ON chunks (content);
CREATE TABLE models (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE embeddings (
  id INTEGER PRIMARY KEY AUTOINCREMENT, content BLOB NOT NULL, model INTEGER NOT NULL,
  unused_since INTEGER, vector BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX embeddings_by_content ON embeddings (model, content);
CREATE TABLE left_out (path TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE chunk_words
  USING fts5 (path, symbol, body, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE chunk_terms USING fts5vocab (chunk_words, row);
`;

/**
 * Triggers on the writer's connection: every change of these tables is counted in its own
 * transaction.
 */
const countGenerations = [
  'INSERT ON main.files',
  'DELETE ON main.files',
  'INSERT ON main.embeddings',
]
  .map(
    (change, index) =>
      `CREATE TEMP TRIGGER generation_${index} AFTER ${change} BEGIN
     INSERT INTO meta (key, value) VALUES ('${generationKey}', '1')
       ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1;
   END;`,
  )
  .join('\n');

/**
 * Opens the catalog of one index folder for writing. Creates the folder and the tables if missing.
 * @throws Failure `index-unreadable` if the file is damaged or has another schema;
 * `folder-read-only`; `disk-full`.
 */
export function openCatalogForWriting(directory: string): {
  database: DatabaseSync;
  journal: Journal;
} {
  const file = join(directory, catalogFileName);
  return guard(file, () => {
    makeFolder(directory);
    // Five vectors of 384 floats fill a page of 8 KB; in one of 4 KB a quarter would stay empty.
    const { database, journal } = openJournaled(
      file,
      `PRAGMA busy_timeout = ${busyTimeoutMs}; PRAGMA page_size = 8192;`,
    );
    try {
      database.exec(
        'PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; ' +
          `PRAGMA cache_size = -${pageCacheKilobytes};`,
      );
      createOrCheck(database, file);
      database.exec(countGenerations);
      return { database, journal };
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Opens the catalog for reading beside its writer.
 * @returns undefined if there is no catalog, if it has no tables yet, or if it cannot be read until
 * its writer has opened it (see `openJournaled`).
 * @throws Failure `index-unreadable`.
 */
export function openCatalogForReading(directory: string): DatabaseSync | undefined {
  const file = join(directory, catalogFileName);
  return guard(file, () => {
    let database: DatabaseSync | undefined;
    try {
      database = openDatabase(file, { readOnly: true });
      database.exec(
        `PRAGMA busy_timeout = ${busyTimeoutMs}; PRAGMA cache_size = -${pageCacheKilobytes};`,
      );
      const version = userVersion(database);
      if (version === schemaVersion) return database;
      if (version !== 0) throw wrongSchema(file, version);
      database.close();
      return undefined;
    } catch (error) {
      if (database?.isOpen === true) database.close();
      if (isFailure(sqliteFailure(error, file), 'folder-read-only')) return undefined;
      throw error;
    }
  });
}

function createOrCheck(database: DatabaseSync, file: string): void {
  const version = userVersion(database);
  if (version === schemaVersion) {
    addIdentity(database);
    return;
  }
  if (version !== 0) throw wrongSchema(file, version);
  database.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${schemaVersion}; COMMIT;`);
}

/** For an index that predates the column. The next update then compares each file's hash once. */
function addIdentity(database: DatabaseSync): void {
  const columns = database.prepare('PRAGMA table_info(files)').all();
  if (!columns.some(({ name }) => name === 'identity'))
    database.exec('ALTER TABLE files ADD COLUMN identity TEXT');
}

function userVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

function wrongSchema(file: string, version: number): Failure {
  return new Failure(
    'index-unreadable',
    wording('The index file {file} has schema {version}, not {expected}.', {
      file,
      version,
      expected: schemaVersion,
    }),
  );
}

function guard<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw sqliteFailure(error, file);
  }
}
