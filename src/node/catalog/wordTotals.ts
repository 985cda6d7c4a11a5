import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { bytes, number } from './catalogRows.ts';

/** The row of `chunk_words_data` with the number of chunks and the words of each column. */
const totalsRow = 1;

/**
 * Keeps right the totals from which FTS5 computes BM25. FTS5 does not lower them when rows of a
 * `contentless_delete` table are deleted (seen with SQLite 3.53): with every edit the number of
 * chunks would grow, and with it the weight of frequent words. The connection must not be
 * defensive.
 */
export class WordTotals {
  readonly #flush: StatementSync;
  readonly #chunks: StatementSync;
  readonly #sizes: StatementSync;
  readonly #read: StatementSync;
  readonly #write: StatementSync;

  constructor(database: DatabaseSync) {
    this.#flush = database.prepare("INSERT INTO chunk_words (chunk_words) VALUES ('flush')");
    this.#chunks = database.prepare('SELECT count(*) AS chunks FROM chunk_words_docsize');
    this.#sizes = database.prepare('SELECT sz FROM chunk_words_docsize');
    this.#read = database.prepare(`SELECT block FROM chunk_words_data WHERE id = ${totalsRow}`);
    this.#write = database.prepare(`UPDATE chunk_words_data SET block = ? WHERE id = ${totalsRow}`);
  }

  /**
   * Call this after rows were deleted, in the same transaction. Totals that are wrong for another
   * reason (an index from before this was done) are counted again.
   * @param removed the sizes of the deleted rows, as `chunk_words_docsize` had them.
   */
  subtract(removed: readonly Uint8Array[]): void {
    // Totals are cached until they are flushed, and would be written over these.
    this.#flush.run();
    const chunks = number(this.#chunks.get()?.['chunks']);
    const [recorded = 0, ...words] = varints(bytes(this.#read.get()?.['block']));
    if (recorded === chunks) return;
    const left =
      recorded - removed.length === chunks
        ? difference(words, sum(removed))
        : sum(this.#sizes.all().map(({ sz }) => bytes(sz)));
    this.#write.run(varintBytes([chunks, ...left]));
  }
}

/**
 * Numbers as FTS5 records them: seven bits a byte, the first ones first, where the highest bit says
 * that more follow (https://sqlite.org/fts5.html#the_docsize_table). The sizes of a row are the
 * words of each column.
 */
export function varints(encoded: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of encoded) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  return numbers;
}

function varintBytes(numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(
    numbers.flatMap((value) => {
      const encoded = [value % 128];
      for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
        encoded.unshift(0x80 + (rest % 128));
      return encoded;
    }),
  );
}

function sum(sizes: readonly Uint8Array[]): number[] {
  const totals: number[] = [];
  for (const size of sizes)
    varints(size).forEach((words, column) => {
      totals[column] = (totals[column] ?? 0) + words;
    });
  return totals;
}

function difference(from: readonly number[], less: readonly number[]): number[] {
  return from.map((total, column) => Math.max(0, total - (less[column] ?? 0)));
}
