import type { ChunkFilter } from '../core/ports.ts';

/** A condition on the table `files` and the values of its placeholders; empty where everything passes. */
export interface FilterClause {
  readonly sql: string;
  readonly values: readonly string[];
}

/** Turns a filter into SQL: folders end in `/` and hold everything below; paths and languages must both fit where both are given. */
export function filterClause(filter: ChunkFilter): FilterClause {
  const values: string[] = [];
  const conditions: string[] = [];
  if (filter.paths.length > 0) {
    const own = filter.paths.map((path) => {
      if (!path.endsWith('/')) {
        values.push(path);
        return 'files.path = ?';
      }
      // A range of the path index: `0` is the character that follows `/`.
      values.push(path, `${path.slice(0, -1)}0`);
      return '(files.path >= ? AND files.path < ?)';
    });
    conditions.push(`(${own.join(' OR ')})`);
  }
  if (filter.languages.length > 0) {
    values.push(...filter.languages);
    conditions.push(`files.language IN (${filter.languages.map(() => '?').join(', ')})`);
  }
  return { sql: conditions.join(' AND '), values };
}
