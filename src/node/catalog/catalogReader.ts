import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TextReading } from '../../core/chunking/textReading.ts';
import type { CatalogCounts, LeftOut } from '../../core/indexing/fileRecords.ts';
import type { SkipReason, StoredChunk } from '../../core/domain.ts';
import type { ChunkFilter } from '../../core/ports.ts';
import { nameKey, pathsNamed } from '../../core/retrieval/question/pathsNamed.ts';
import type { KnownNames } from '../../core/retrieval/question/suggestNames.ts';
import { generationKey } from './catalogDatabase.ts';
import { chunkColumns, number, skipReason, storedChunk, text, vectorOf } from './catalogRows.ts';
import { filterClause } from './filterClause.ts';

/** More names than these are not compared with what a person types. */
const maxNames = 5000;

/** A file that the catalog knows. */
export interface FileStatus {
  readonly skipped: SkipReason | null;
  /** How its text was read; null where it was not. */
  readonly reading: TextReading | null;
  /** The number of a document's pages that have only pictures, or nothing. */
  readonly pagesWithoutText: number;
}

/**
 * What a search reads. It has its own connection, so it sees complete files and never a transaction
 * in progress.
 */
export class CatalogReader {
  readonly #database: DatabaseSync;
  readonly #byIds: StatementSync;
  readonly #ofFile: StatementSync;
  readonly #ofEmbeddings: StatementSync;
  readonly #meta: StatementSync;
  readonly #dataVersion: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const select = `SELECT ${chunkColumns} FROM chunks JOIN files ON files.id = chunks.file`;
    this.#byIds = database.prepare(`${select} WHERE chunks.id IN (SELECT value FROM json_each(?))`);
    this.#ofFile = database.prepare(`${select} WHERE chunks.file = ? ORDER BY chunks.ordinal`);
    this.#ofEmbeddings = database.prepare(
      'SELECT embeddings.id AS embedding, chunks.id FROM embeddings ' +
        'JOIN chunks ON chunks.content = embeddings.content ' +
        'WHERE embeddings.id IN (SELECT value FROM json_each(?))',
    );
    this.#meta = database.prepare('SELECT value FROM meta WHERE key = ?');
    this.#dataVersion = database.prepare('PRAGMA data_version');
  }

  /** Changes whenever another connection has changed the catalog. */
  dataVersion(): number {
    return number(this.#dataVersion.get()?.['data_version']);
  }

  meta(key: string): string | null {
    const row = this.#meta.get(key);
    return row === undefined ? null : text(row['value']);
  }

  /** How often files or embeddings have been added or removed since the index was created. */
  generation(): number {
    return Number(this.meta(generationKey) ?? 0);
  }

  chunkCount(): number {
    return number(this.#database.prepare('SELECT count(*) AS n FROM chunks').get()?.['n']);
  }

  /** Counts everything except embedded chunks, which `countEmbedded` counts. */
  counts(): CatalogCounts {
    const skipped: Partial<Record<SkipReason, number>> = {};
    const rows = this.#database
      .prepare(
        'SELECT reason, sum(n) AS n FROM (' +
          'SELECT skipped AS reason, count(*) AS n FROM files WHERE skipped IS NOT NULL ' +
          'GROUP BY 1 ' +
          'UNION ALL SELECT reason, count(*) FROM left_out GROUP BY 1) GROUP BY 1',
      )
      .all();
    for (const row of rows) {
      const reason = skipReason(row['reason']);
      if (reason !== null) skipped[reason] = number(row['n']);
    }
    const indexed = this.#database
      .prepare(
        'SELECT count(*) AS n, coalesce(sum(textless_pages), 0) AS pages ' +
          'FROM files WHERE skipped IS NULL',
      )
      .get();
    return {
      files: number(indexed?.['n']),
      chunks: this.chunkCount(),
      skipped,
      pagesWithoutText: number(indexed?.['pages']),
    };
  }

  /**
   * Files and folders that are not in the index, for any reason or for the wanted one; at most
   * `limit`.
   */
  leftOut(limit: number, wanted: SkipReason | null = null): LeftOut[] {
    const rows = this.#database
      .prepare(
        `SELECT path, reason
         FROM (SELECT path, skipped AS reason FROM files WHERE skipped IS NOT NULL
               UNION ALL SELECT path, reason FROM left_out)
         WHERE ?1 IS NULL OR reason = ?1 ORDER BY path LIMIT ?2`,
      )
      .all(wanted, limit);
    return rows.map((row) => ({
      path: text(row['path']),
      reason: text(row['reason']) as SkipReason,
    }));
  }

  /**
   * Why a file's content was skipped, or how it was read; null if the catalog does not know the
   * file.
   */
  fileStatus(path: string): FileStatus | null {
    const row = this.#database
      .prepare('SELECT skipped, encoding, lines_left_out, textless_pages FROM files WHERE path = ?')
      .get(path);
    if (row === undefined) return null;
    const pagesWithoutText = number(row['textless_pages']);
    const skipped = skipReason(row['skipped']);
    if (skipped !== null) return { skipped, reading: null, pagesWithoutText };
    const [encoding, linesLeftOut] = [text(row['encoding']), number(row['lines_left_out'])];
    return { skipped, reading: { encoding, linesLeftOut }, pagesWithoutText };
  }

  /**
   * Indexed files that are `name` or end in `/name`. A name that ends in `/` finds folders the same
   * way. Shortest first, at most ten.
   */
  pathsNamed(name: string): string[] {
    // SQLite compares bytes, and only names beyond ASCII have more than one spelling in bytes.
    const rows = this.#database
      .prepare(
        `SELECT path FROM files WHERE skipped IS NULL AND (instr('/' || path, '/' || ?) > 0
       OR length(path) <> length(CAST(path AS BLOB)))`,
      )
      .all(nameKey(name));
    return pathsNamed(
      rows.map((row) => text(row['path'])),
      name,
      10,
    );
  }

  /**
   * Indexed paths and symbols that contain `typed` in any case. A symbol is named once a file; at
   * most `maxNames` of each. Headings are not among them: no mention can have one.
   */
  namesLike(typed: string): KnownNames {
    const key = nameKey(typed).toLowerCase();
    // SQLite lowers ASCII alone; other names are compared by the caller.
    const like = (column: string): string =>
      `(instr(lower(${column}), ?1) > 0 OR length(${column}) <> length(CAST(${column} AS BLOB)))`;
    const paths = this.#database
      .prepare(`SELECT path FROM files WHERE skipped IS NULL AND ${like('path')} LIMIT ${maxNames}`)
      .all(key);
    const symbols = this.#database
      .prepare(
        `SELECT DISTINCT chunks.symbol, files.path FROM chunks
         JOIN files ON files.id = chunks.file
         WHERE ${like('chunks.symbol')} AND instr(chunks.symbol, ' > ') = 0
         AND chunks.symbol <> '' LIMIT ${maxNames}`,
      )
      .all(key);
    const named = symbols.flatMap((row) =>
      text(row['symbol'])
        .split(', ')
        .filter((name) => nameKey(name).toLowerCase().includes(key))
        .map((name) => ({ name, path: text(row['path']) })),
    );
    return {
      paths: paths.map((row) => text(row['path'])),
      symbols: named,
    };
  }

  /** In the order of `ids`; removed ids are left out. */
  chunks(ids: readonly number[]): StoredChunk[] {
    const found = new Map(
      this.#byIds.all(JSON.stringify(ids)).map((row) => [number(row['id']), storedChunk(row)]),
    );
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** About `limit` chunks, spread over the whole folder. */
  sampleChunks(limit: number): StoredChunk[] {
    const step = Math.max(1, Math.floor(this.chunkCount() / limit));
    const rows = this.#database
      .prepare(
        'SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM chunks) ' +
          'WHERE place % ? = 0 LIMIT ?',
      )
      .all(step, limit);
    return this.chunks(rows.map((row) => number(row['id'])));
  }

  chunksOfFile(fileId: number): StoredChunk[] {
    return this.#ofFile.all(fileId).map(storedChunk);
  }

  /** The chunks of the file with exactly this path, in order; none where it is not indexed. */
  chunksAt(path: string): StoredChunk[] {
    return this.#database
      .prepare(
        `SELECT ${chunkColumns} FROM chunks JOIN files ON files.id = chunks.file
         WHERE files.path = ? AND files.skipped IS NULL ORDER BY chunks.ordinal`,
      )
      .all(path)
      .map(storedChunk);
  }

  /** Chunk ids by the id of their embedding. */
  chunksOfEmbeddings(ids: readonly number[]): Map<number, number[]> {
    const chunks = new Map<number, number[]>();
    for (const row of this.#ofEmbeddings.all(JSON.stringify(ids))) {
      const embedding = number(row['embedding']);
      const known = chunks.get(embedding);
      if (known === undefined) chunks.set(embedding, [number(row['id'])]);
      else known.push(number(row['id']));
    }
    return chunks;
  }

  /** Chunks that pass the filter, with their embeddings, as pairs `[embedding, chunk]`. */
  embeddedChunksPassing(modelSha256: string, filter: ChunkFilter): [number, number][] {
    const { sql, values } = filterClause(filter);
    const rows = this.#database
      .prepare(
        `SELECT embeddings.id AS embedding, chunks.id FROM files
         JOIN chunks ON chunks.file = files.id
         JOIN embeddings ON embeddings.content = chunks.content
       AND embeddings.model = (SELECT id FROM models WHERE sha256 = ?)
         ${sql === '' ? '' : `WHERE ${sql}`}`,
      )
      .all(modelSha256, ...values);
    return rows.map((row) => [number(row['embedding']), number(row['id'])]);
  }

  /** The number of chunks with ids from `first` to `last` that have an embedding by this model. */
  countEmbedded(modelSha256: string, first: number, last: number): number {
    return number(
      this.#database
        .prepare(
          'SELECT count(*) AS n FROM chunks WHERE id BETWEEN ? AND ? AND EXISTS (' +
            'SELECT 1 FROM embeddings WHERE model = (SELECT id FROM models WHERE sha256 = ?) ' +
            'AND content = chunks.content)',
        )
        .get(first, last, modelSha256)?.['n'],
    );
  }

  /** The number of chunks in these files and folders that have an embedding by this model. */
  countEmbeddedIn(modelSha256: string, paths: readonly string[]): number {
    const { sql, values } = filterClause({ paths, languages: [] });
    return number(
      this.#database
        .prepare(
          `SELECT count(*) AS n FROM files JOIN chunks ON chunks.file = files.id
           WHERE ${sql} AND EXISTS
           (SELECT 1 FROM embeddings
            WHERE model = (SELECT id FROM models WHERE sha256 = ?) AND content = chunks.content)`,
        )
        .get(...values, modelSha256)?.['n'],
    );
  }

  lastChunkId(): number {
    return number(
      this.#database.prepare('SELECT coalesce(max(id), 0) AS n FROM chunks').get()?.['n'],
    );
  }

  /** Ids of all embeddings by this model above `after`, ascending. */
  embeddingIds(modelSha256: string, after = 0): number[] {
    const rows = this.#database
      .prepare(
        'SELECT id FROM embeddings WHERE model = (SELECT id FROM models WHERE sha256 = ?) ' +
          'AND id > ? ORDER BY id',
      )
      .iterate(modelSha256, after);
    // Row by row, because a hundred thousand rows at once would stay in memory for a long time.
    return Array.from(rows, (row) => number(row['id']));
  }

  /** Stored vectors by embedding id; removed ids are left out. */
  vectors(ids: readonly number[]): Map<number, Float32Array> {
    const rows = this.#database
      .prepare('SELECT id, vector FROM embeddings WHERE id IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(ids));
    return new Map(rows.map((row) => [number(row['id']), vectorOf(row['vector'])]));
  }

  close(): void {
    this.#database.close();
  }
}
