import type { DatabaseSync } from 'node:sqlite';
import type { SkipReason } from '../../core/domain.ts';
import type { FileStatus, LeftOut } from '../../core/indexing/fileRecords.ts';
import { publishedLanguage } from '../../core/indexing/publishedFile.ts';
import { nameKey, pathsNamed } from '../../core/retrieval/question/pathsNamed.ts';
import { symbolNames } from '../../core/retrieval/question/symbolNames.ts';
import type { KnownNames } from '../../core/retrieval/question/suggestNames.ts';
import { hexOf, number, skipReason, text } from './catalogRows.ts';

/** More names than these are not compared with what the user types. */
const maxNames = 5000;

/** Reads which files a catalog knows, how they were read, and the names in them. */
export class FileReader {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The number of indexed files, and of their pages that have only pictures, or nothing. */
  counts(): { files: number; pagesWithoutText: number } {
    const indexed = this.#database
      .prepare(
        'SELECT count(*) AS n, coalesce(sum(textless_pages), 0) AS pages ' +
          'FROM files WHERE skipped IS NULL',
      )
      .get();
    return { files: number(indexed?.['n']), pagesWithoutText: number(indexed?.['pages']) };
  }

  /** The number of files and folders that are not in the index, by reason. */
  skipped(): Readonly<Partial<Record<SkipReason, number>>> {
    const skipped: Partial<Record<SkipReason, number>> = {};
    const rows = this.#database
      .prepare(
        'SELECT reason, sum(n) AS n FROM (' +
          'SELECT skipped AS reason, count(*) AS n FROM files WHERE skipped IS NOT NULL ' +
          'GROUP BY 1 ' +
          'UNION ALL SELECT reason, count(*) FROM left_out GROUP BY 1) GROUP BY 1',
      )
      .all();
    for (const row of rows) skipped[skipReason(row['reason'])] = number(row['n']);
    return skipped;
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
      reason: skipReason(row['reason']),
    }));
  }

  /**
   * Why a file's content was skipped, or how it was read; null if the catalog does not know the
   * file.
   */
  status(path: string): FileStatus | null {
    const row = this.#database
      .prepare('SELECT skipped, encoding, lines_left_out, textless_pages FROM files WHERE path = ?')
      .get(path);
    if (row === undefined) return null;
    const pagesWithoutText = number(row['textless_pages']);
    if (row['skipped'] !== null)
      return { skipped: skipReason(row['skipped']), reading: null, pagesWithoutText };
    const [encoding, linesLeftOut] = [text(row['encoding']), number(row['lines_left_out'])];
    return { skipped: null, reading: { encoding, linesLeftOut }, pagesWithoutText };
  }

  /** The hashes of the files that a team's index has (`publishedLanguage`), hex, by path. */
  published(): Map<string, string> {
    const rows = this.#database
      .prepare('SELECT path, hash FROM files WHERE language = ? AND skipped IS NULL')
      .all(publishedLanguage);
    return new Map(rows.map((row) => [text(row['path']), hexOf(row['hash'])]));
  }

  /** As `published`, for one path; null if the file is not published. */
  publishedHash(path: string): string | null {
    const row = this.#database
      .prepare('SELECT hash FROM files WHERE path = ? AND language = ? AND skipped IS NULL')
      .get(path, publishedLanguage);
    return row === undefined ? null : hexOf(row['hash']);
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
      symbolNames(text(row['symbol']))
        .filter((name) => nameKey(name).toLowerCase().includes(key))
        .map((name) => ({ name, path: text(row['path']) })),
    );
    return {
      paths: paths.map((row) => text(row['path'])),
      symbols: named,
    };
  }
}
