import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TextReading } from '../../core/chunking/textReading.ts';
import type {
  FoundFile,
  KnownFile,
  LeftOut,
  PreparedFile,
} from '../../core/indexing/fileRecords.ts';
import { bytesOfHex, hexOf, number, rangeValues, skipReason, text } from './catalogRows.ts';
import type { Row } from './catalogRows.ts';
import type { CatalogTransactions } from './catalogTransactions.ts';
import { filterClause } from './filterClause.ts';
import { FtsLexicalWriter } from './ftsLexicalIndex.ts';

/** How many chunks are written between two turns of the event loop: about ten milliseconds. */
const chunksPerTurn = 50;

/** For a file whose content was skipped. */
const notRead: TextReading = { encoding: '', linesLeftOut: 0 };

/** Writes the files of a catalog, each with its chunks and their words in one transaction. */
export class FileWriter {
  readonly #database: DatabaseSync;
  readonly #transactions: CatalogTransactions;
  readonly #words: FtsLexicalWriter;
  readonly #insertFile: StatementSync;
  readonly #insertChunk: StatementSync;

  constructor(database: DatabaseSync, transactions: CatalogTransactions) {
    this.#database = database;
    this.#transactions = transactions;
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
  }

  /** See `CatalogWriter`. */
  knownFiles(paths: readonly string[]): Promise<KnownFile[]> {
    const { sql, values } = filterClause({ paths, languages: [] });
    return this.#transactions.run(() =>
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
    return this.#transactions.writeInSteps(async () => {
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

  touch(id: number, file: FoundFile): Promise<void> {
    return this.#transactions.run(() => {
      this.#database
        .prepare('UPDATE files SET size = ?, modified = ?, identity = ? WHERE id = ?')
        .run(file.sizeBytes, file.modifiedMs, file.identity, id);
    });
  }

  remove(id: number): Promise<number> {
    return this.#transactions.write(() => this.#removeRows(id));
  }

  replaceLeftOut(leftOut: readonly LeftOut[]): Promise<void> {
    return this.#transactions.write(() => {
      this.#database.exec('DELETE FROM left_out');
      const insert = this.#database.prepare(
        'INSERT OR REPLACE INTO left_out (path, reason) VALUES (?, ?)',
      );
      for (const { path, reason } of leftOut) insert.run(path, reason);
    });
  }

  #removeRows(id: number): number {
    this.#words.removeFile(id);
    const { changes } = this.#database.prepare('DELETE FROM chunks WHERE file = ?').run(id);
    this.#database.prepare('DELETE FROM files WHERE id = ?').run(id);
    return Number(changes);
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
    skipped: row['skipped'] === null ? null : skipReason(row['skipped']),
  };
}
