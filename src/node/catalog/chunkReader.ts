import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredChunk } from '../../core/domain.ts';
import { chunkColumns, number, storedChunk } from './catalogRows.ts';

/** Reads the chunks of a catalog: those that a search shows, and those of a file. */
export class ChunkReader {
  readonly #database: DatabaseSync;
  readonly #byIds: StatementSync;
  readonly #ofFile: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const select = `SELECT ${chunkColumns} FROM chunks JOIN files ON files.id = chunks.file`;
    this.#byIds = database.prepare(`${select} WHERE chunks.id IN (SELECT value FROM json_each(?))`);
    this.#ofFile = database.prepare(`${select} WHERE chunks.file = ? ORDER BY chunks.ordinal`);
  }

  count(): number {
    return number(this.#database.prepare('SELECT count(*) AS n FROM chunks').get()?.['n']);
  }

  lastId(): number {
    return number(
      this.#database.prepare('SELECT coalesce(max(id), 0) AS n FROM chunks').get()?.['n'],
    );
  }

  /** In the order of `ids`; removed ids are left out. */
  withIds(ids: readonly number[]): StoredChunk[] {
    const found = new Map(
      this.#byIds.all(JSON.stringify(ids)).map((row) => [number(row['id']), storedChunk(row)]),
    );
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** About `limit` chunks, spread over the whole folder. */
  sample(limit: number): StoredChunk[] {
    const step = Math.max(1, Math.floor(this.count() / limit));
    const rows = this.#database
      .prepare(
        'SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM chunks) ' +
          'WHERE place % ? = 0 LIMIT ?',
      )
      .all(step, limit);
    return this.withIds(rows.map((row) => number(row['id'])));
  }

  ofFile(fileId: number): StoredChunk[] {
    return this.#ofFile.all(fileId).map(storedChunk);
  }

  /** The chunks of the file with exactly this path, in order; none if it is not indexed. */
  at(path: string): StoredChunk[] {
    return this.#database
      .prepare(
        `SELECT ${chunkColumns} FROM chunks JOIN files ON files.id = chunks.file
         WHERE files.path = ? AND files.skipped IS NULL ORDER BY chunks.ordinal`,
      )
      .all(path)
      .map(storedChunk);
  }
}
