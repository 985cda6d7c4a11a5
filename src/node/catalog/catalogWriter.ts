import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { embeddedText } from '../../core/chunking/embeddedText.ts';
import type { TextReading } from '../../core/chunking/textReading.ts';
import { promised } from '../../core/promised.ts';
import type { CatalogWriter } from '../../core/indexing/catalogPort.ts';
import type {
  FoundFile,
  KnownFile,
  LeftOut,
  PreparedFile,
  Unembedded,
} from '../../core/indexing/fileRecords.ts';
import { bytesOfHex, hexOf, number, rangeValues, skipReason, text } from './catalogRows.ts';
import type { Row, StoredEmbedding } from './catalogRows.ts';
import { filterClause } from './filterClause.ts';
import { FtsLexicalWriter } from './ftsLexicalIndex.ts';
import { sqliteFailure } from './sqliteFailure.ts';

/** How many chunks are written between two turns of the event loop: about ten milliseconds. */
const chunksPerTurn = 50;

/** How many chunks one search for missing embeddings covers. */
const unembeddedWindow = 4000;

/** For a file whose content was skipped. */
const notRead: TextReading = { encoding: '', linesLeftOut: 0 };

const unusedKeptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Writes one folder's catalog. Errors of SQLite become a Failure, and the transaction is rolled
 * back.
 */
export class SqliteCatalogWriter implements CatalogWriter {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #words: FtsLexicalWriter;
  readonly #insertFile: StatementSync;
  readonly #insertChunk: StatementSync;
  readonly #insertEmbedding: StatementSync;
  readonly #models = new Map<string, number>();

  /** @param file named in failures. */
  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#file = file;
    this.#words = new FtsLexicalWriter(database);
    this.#insertFile = database.prepare(
      'INSERT INTO files (path, size, modified, identity, hash, preparation, language, role, ' +
        'encoding, lines_left_out, skipped, textless_pages) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#insertChunk = database.prepare(
      'INSERT INTO chunks (file, ordinal, kind, part, start_line, end_line, start_column, ' +
        'end_column, symbol, text, content) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#insertEmbedding = database.prepare(
      'INSERT INTO embeddings (content, model, vector) VALUES (?, ?, ?) ' +
        'ON CONFLICT (model, content) DO UPDATE SET vector = excluded.vector RETURNING id',
    );
  }

  knownFiles(paths: readonly string[]): Promise<KnownFile[]> {
    const { sql, values } = filterClause({ paths, languages: [] });
    return this.#read(() =>
      this.#database
        .prepare(
          'SELECT id, path, size, modified, identity, hash, preparation, skipped FROM files ' +
            (sql === '' ? '' : `WHERE ${sql}`),
        )
        .all(...values)
        .map(knownFile),
    );
  }

  async store(
    file: FoundFile,
    prepared: Extract<PreparedFile, { outcome: 'chunked' | 'skipped' }>,
    preparation: string,
  ): Promise<{ id: number; added: number; removed: number }> {
    return this.#transaction(async () => {
      const old = this.#database.prepare('SELECT id FROM files WHERE path = ?').get(file.path);
      const removed = old === undefined ? 0 : this.#removeRows(number(old['id']));
      const [language, role, reading, skipped] =
        prepared.outcome === 'chunked'
          ? [prepared.language, prepared.role, prepared.reading, null]
          : ['', 'data', notRead, prepared.reason];
      const id = Number(
        this.#insertFile.run(
          file.path,
          file.sizeBytes,
          file.modifiedMs,
          file.identity,
          bytesOfHex(prepared.hash),
          preparation,
          language,
          role,
          reading.encoding,
          reading.linesLeftOut,
          skipped,
          prepared.outcome === 'chunked' ? (prepared.pagesWithoutText ?? 0) : 0,
        ).lastInsertRowid,
      );
      const chunks = prepared.outcome === 'chunked' ? prepared.chunks : [];
      const pathWords = prepared.outcome === 'chunked' ? prepared.pathWords : '';
      for (const [ordinal, chunk] of chunks.entries()) {
        if (ordinal % chunksPerTurn === chunksPerTurn - 1) await nextTurn();
        const { lastInsertRowid } = this.#insertChunk.run(
          id,
          ordinal,
          ...rangeValues(chunk),
          chunk.symbol,
          chunk.text,
          bytesOfHex(chunk.content),
        );
        this.#words.addChunk(Number(lastInsertRowid), pathWords, chunk);
      }
      return { id, added: chunks.length, removed };
    });
  }

  touch(id: number, file: FoundFile): void {
    this.#guard(() =>
      this.#database
        .prepare('UPDATE files SET size = ?, modified = ?, identity = ? WHERE id = ?')
        .run(file.sizeBytes, file.modifiedMs, file.identity, id),
    );
  }

  remove(id: number): number {
    return this.#atOnce(() => this.#removeRows(id));
  }

  replaceLeftOut(leftOut: readonly LeftOut[]): void {
    this.#atOnce(() => {
      this.#database.exec('DELETE FROM left_out');
      const insert = this.#database.prepare(
        'INSERT OR REPLACE INTO left_out (path, reason) VALUES (?, ?)',
      );
      for (const { path, reason } of leftOut) insert.run(path, reason);
    });
  }

  unembedded(
    modelSha256: string,
    after: number,
  ): Promise<{ texts: Unembedded[]; next: number | null }> {
    return this.#read(() => {
      const last = after + unembeddedWindow;
      const rows = this.#database
        .prepare(
          `${this.#unembedded} AND chunks.id > ? AND chunks.id <= ? GROUP BY chunks.content ` +
            'ORDER BY min(chunks.id)',
        )
        .all(this.#model(modelSha256), after, last);
      const max = number(
        this.#database.prepare('SELECT coalesce(max(id), 0) AS n FROM chunks').get()?.['n'],
      );
      return { texts: rows.map(unembeddedText), next: last < max ? last : null };
    });
  }

  unembeddedOfFiles(modelSha256: string, fileIds: readonly number[]): Promise<Unembedded[]> {
    return this.#read(() =>
      this.#database
        .prepare(
          `${this.#unembedded} AND chunks.file IN (SELECT value FROM json_each(?)) ` +
            'GROUP BY chunks.content ORDER BY min(chunks.id)',
        )
        .all(this.#model(modelSha256), JSON.stringify(fileIds))
        .map(unembeddedText),
    );
  }

  addEmbedding(modelSha256: string, content: string, vector: Float32Array): number {
    const stored = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
    // `all`, although there is one row: until a statement has run to its end, SQLite cannot shorten
    // its log.
    return this.#guard(() =>
      number(
        this.#insertEmbedding.all(bytesOfHex(content), this.#model(modelSha256), stored)[0]?.['id'],
      ),
    );
  }

  /** Adds embeddings from another catalog. Those that are already here stay as they are. */
  takeIn(embeddings: readonly StoredEmbedding[]): void {
    const models = this.#guard(() => embeddings.map(({ modelSha256 }) => this.#model(modelSha256)));
    this.#atOnce(() => {
      const insert = this.#database.prepare(
        'INSERT OR IGNORE INTO embeddings (content, model, unused_since, vector) ' +
          'VALUES (?, ?, ?, ?)',
      );
      for (const [i, { content, unusedSince, vector }] of embeddings.entries())
        insert.run(content, models[i] ?? null, unusedSince, vector);
    });
  }

  dropUnusedEmbeddings(nowMs: number): void {
    this.#atOnce(() => {
      this.#database
        .prepare(
          'UPDATE embeddings SET unused_since = ? WHERE unused_since IS NULL ' +
            'AND NOT EXISTS (SELECT 1 FROM chunks WHERE chunks.content = embeddings.content)',
        )
        .run(nowMs);
      this.#database.exec(
        'UPDATE embeddings SET unused_since = NULL WHERE unused_since IS NOT NULL ' +
          'AND EXISTS (SELECT 1 FROM chunks WHERE chunks.content = embeddings.content)',
      );
      this.#database
        .prepare('DELETE FROM embeddings WHERE unused_since < ?')
        .run(nowMs - unusedKeptMs);
      this.#database.exec(`DELETE FROM embeddings WHERE id IN (
        SELECT id FROM embeddings WHERE unused_since IS NOT NULL
        ORDER BY unused_since DESC, id DESC
        LIMIT -1 OFFSET (SELECT count(*) FROM embeddings WHERE unused_since IS NULL))`);
    });
  }

  setMeta(key: string, value: string): void {
    this.#guard(() =>
      this.#database
        .prepare(
          'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) ' +
            'DO UPDATE SET value = excluded.value',
        )
        .run(key, value),
    );
  }

  close(): void {
    this.#database.close();
  }

  readonly #unembedded = `SELECT chunks.content, chunks.symbol, chunks.text, count(*) AS n
    FROM chunks WHERE NOT EXISTS (
      SELECT 1 FROM embeddings WHERE embeddings.model = ? AND embeddings.content = chunks.content)`;

  #removeRows(id: number): number {
    this.#words.removeFile(id);
    const { changes } = this.#database.prepare('DELETE FROM chunks WHERE file = ?').run(id);
    this.#database.prepare('DELETE FROM files WHERE id = ?').run(id);
    return Number(changes);
  }

  #model(sha256: string): number {
    const known = this.#models.get(sha256);
    if (known !== undefined) return known;
    this.#database.prepare('INSERT OR IGNORE INTO models (sha256) VALUES (?)').run(sha256);
    const id = number(
      this.#database.prepare('SELECT id FROM models WHERE sha256 = ?').get(sha256)?.['id'],
    );
    this.#models.set(sha256, id);
    return id;
  }

  async #transaction<T>(write: () => Promise<T>): Promise<T> {
    this.#guard(() => {
      this.#database.exec('BEGIN IMMEDIATE');
    });
    try {
      const result = await write();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollBack();
      throw sqliteFailure(error, this.#file);
    }
  }

  #atOnce<T>(write: () => T): T {
    return this.#guard(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = write();
        this.#database.exec('COMMIT');
        return result;
      } catch (error) {
        this.#rollBack();
        throw error;
      }
    });
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

  #read<T>(use: () => T): Promise<T> {
    return promised(() => this.#guard(use));
  }

  #guard<T>(use: () => T): T {
    try {
      return use();
    } catch (error) {
      throw sqliteFailure(error, this.#file);
    }
  }
}

function knownFile(row: Row): KnownFile {
  return {
    id: number(row['id']),
    path: text(row['path']),
    sizeBytes: number(row['size']),
    modifiedMs: number(row['modified']),
    identity: row['identity'] === null ? null : text(row['identity']),
    hash: hexOf(row['hash']),
    preparation: text(row['preparation']),
    skipped: skipReason(row['skipped']),
  };
}

function unembeddedText(row: Row): Unembedded {
  return {
    content: hexOf(row['content']),
    text: embeddedText({ symbol: text(row['symbol']), text: text(row['text']) }),
    chunks: number(row['n']),
  };
}
