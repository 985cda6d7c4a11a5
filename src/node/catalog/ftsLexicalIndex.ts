import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { PreparedChunk } from '../../core/indexing/fileRecords.ts';
import type { ChunkFilter, LexicalIndex, ScoredId } from '../../core/ports/searchIndexes.ts';
import { promised } from '../../core/promised.ts';
import { columnWeights } from '../../core/retrieval/ranking/bm25.ts';
import type { WordStatistics } from '../../core/retrieval/ranking/bm25.ts';
import { bytes, number } from './catalogRows.ts';
import { filterClause } from './filterClause.ts';
import { WordTotals, varints } from './wordTotals.ts';

/** Weights of the columns path, symbol and body in BM25. */
const weights = `${columnWeights.path}, ${columnWeights.symbol}, ${columnWeights.body}`;

/** Every place of every term; it lives in the connection, so a read-only one can make it. */
const instances =
  'CREATE VIRTUAL TABLE IF NOT EXISTS temp.chunk_instances ' +
  "USING fts5vocab (main, chunk_words, 'instance')";

/** A chunk that contains a term. */
export interface Occurrence {
  readonly chunk: number;
  /** How often, weighted by column. */
  readonly frequency: number;
  /** Words of the chunk in all columns. */
  readonly length: number;
}

const allOfThem: ChunkFilter = { paths: [], languages: [] };

/**
 * Finds chunks by words, with SQLite's FTS5 over the terms from `analyzeText`. Scores are BM25;
 * higher is better.
 */
export class FtsLexicalIndex implements LexicalIndex {
  readonly #database: DatabaseSync;
  readonly #frequency: StatementSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#frequency = database.prepare('SELECT doc FROM chunk_terms WHERE term = ?');
  }

  /** @returns chunk ids, best first. */
  searchChunks(
    terms: readonly string[],
    limit: number,
    filter: ChunkFilter = allOfThem,
  ): Promise<readonly ScoredId[]> {
    return promised(() => this.#search(terms, limit, filter));
  }

  /** The number of chunks that contain each term. */
  documentFrequencies(terms: readonly string[]): Promise<readonly number[]> {
    return promised(() =>
      terms.map((term) => {
        const row = this.#frequency.get(term);
        return row === undefined ? 0 : number(row['doc']);
      }),
    );
  }

  vocabulary(): Promise<readonly string[]> {
    return promised(() =>
      // Row by row, or each term would be an object first.
      Array.from(
        this.#prepared("SELECT term FROM chunk_terms WHERE term >= 'a' AND term < '{'").iterate(),
        ({ term }) => String(term),
      ),
    );
  }

  /**
   * For each term, the chunks that contain it: to score them by statistics that are not this
   * index's own.
   */
  occurrences(terms: readonly string[]): Promise<readonly (readonly Occurrence[])[]> {
    return promised(() => {
      this.#database.exec(instances);
      const found = this.#prepared(
        `SELECT doc, sum(CASE col WHEN 'path' THEN ${columnWeights.path}
           WHEN 'symbol' THEN ${columnWeights.symbol} ELSE ${columnWeights.body} END) AS frequency,
           sz FROM temp.chunk_instances JOIN chunk_words_docsize ON id = doc
         WHERE term = ? GROUP BY doc`,
      );
      return terms.map((term) =>
        found.all(term).map((row) => ({
          chunk: number(row['doc']),
          frequency: number(row['frequency']),
          length: wordsIn(bytes(row['sz'])),
        })),
      );
    });
  }

  statistics(): Promise<WordStatistics> {
    return promised(() => {
      const sizes = this.#prepared('SELECT sz FROM chunk_words_docsize').all();
      const words = sizes.reduce((sum, { sz }) => sum + wordsIn(bytes(sz)), 0);
      return { chunks: sizes.length, words };
    });
  }

  #search(terms: readonly string[], limit: number, filter: ChunkFilter): ScoredId[] {
    if (terms.length === 0 || limit < 1) return [];
    const { sql, values } = filterClause(filter);
    // The plus keeps SQLite from looking up each matching row in the word index one by one.
    const condition =
      sql === ''
        ? ''
        : 'AND +rowid IN (SELECT chunks.id FROM chunks JOIN files ON files.id = chunks.file ' +
          `WHERE ${sql})`;
    // Ordered by the function's value and not by the column `rank`: for that one FTS5 sorts every
    // row that matches, whatever the limit, which takes twice as long.
    const query =
      `SELECT rowid AS id, bm25(chunk_words, ${weights}) AS cost FROM chunk_words ` +
      `WHERE chunk_words MATCH ? ${condition} ORDER BY cost, id LIMIT ?`;
    const rows = this.#prepared(query).all(anyOf(terms), ...values, limit);
    return rows.map((row) => ({ id: number(row['id']), score: -number(row['cost']) }));
  }

  #prepared(query: string): StatementSync {
    const known = this.#statements.get(query);
    if (known !== undefined) return known;
    if (this.#statements.size > 50) this.#statements.clear();
    const made = this.#database.prepare(query);
    this.#statements.set(query, made);
    return made;
  }
}

/** The words of a chunk in all columns. */
function wordsIn(sizes: Uint8Array): number {
  return varints(sizes).reduce((sum, words) => sum + words, 0);
}

/** Writes the words of chunks. Call it within the transaction that stores the file. */
export class FtsLexicalWriter {
  readonly #addChunk: StatementSync;
  readonly #sizesOfFile: StatementSync;
  readonly #removeChunks: StatementSync;
  readonly #totals: WordTotals;

  constructor(database: DatabaseSync) {
    this.#totals = new WordTotals(database);
    this.#addChunk = database.prepare(
      'INSERT INTO chunk_words (rowid, path, symbol, body) VALUES (?, ?, ?, ?)',
    );
    this.#sizesOfFile = database.prepare(
      'SELECT sz FROM chunk_words_docsize WHERE id IN (SELECT id FROM chunks WHERE file = ?)',
    );
    this.#removeChunks = database.prepare(
      'DELETE FROM chunk_words WHERE rowid IN (SELECT id FROM chunks WHERE file = ?)',
    );
  }

  addChunk(id: number, pathWords: string, chunk: PreparedChunk): void {
    this.#addChunk.run(id, pathWords, chunk.symbolWords, chunk.bodyWords);
  }

  /** Call this before the chunks themselves are removed. */
  removeFile(id: number): void {
    const removed = this.#sizesOfFile.all(id).map(({ sz }) => bytes(sz));
    if (removed.length === 0) return;
    this.#removeChunks.run(id);
    this.#totals.subtract(removed);
  }
}

/**
 * An FTS5 query that matches any of the terms. A term given twice counts twice. Terms are quoted so
 * that none is read as an operator.
 */
function anyOf(terms: readonly string[]): string {
  return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
}
