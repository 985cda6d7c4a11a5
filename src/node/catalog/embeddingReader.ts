import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ChunkFilter } from '../../core/ports/searchIndexes.ts';
import { number, vectorOf } from './catalogRows.ts';
import { filterClause } from './filterClause.ts';

/** Reads the embeddings of a catalog, and which chunks have one. */
export class EmbeddingReader {
  readonly #database: DatabaseSync;
  readonly #chunks: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#chunks = database.prepare(
      'SELECT embeddings.id AS embedding, chunks.id FROM embeddings ' +
        'JOIN chunks ON chunks.content = embeddings.content ' +
        'WHERE embeddings.id IN (SELECT value FROM json_each(?))',
    );
  }

  /** Ids of all embeddings by this model above `after`, ascending. */
  ids(modelSha256: string, after = 0): number[] {
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

  /** Chunk ids by the id of their embedding. */
  chunksOf(ids: readonly number[]): Map<number, number[]> {
    const chunks = new Map<number, number[]>();
    for (const row of this.#chunks.all(JSON.stringify(ids))) {
      const embedding = number(row['embedding']);
      const known = chunks.get(embedding);
      if (known === undefined) chunks.set(embedding, [number(row['id'])]);
      else known.push(number(row['id']));
    }
    return chunks;
  }

  /** Chunks that pass the filter, with their embeddings, as pairs `[embedding, chunk]`. */
  chunksPassing(modelSha256: string, filter: ChunkFilter): [number, number][] {
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
  countChunks(modelSha256: string, first: number, last: number): number {
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
  countChunksIn(modelSha256: string, paths: readonly string[]): number {
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
}
