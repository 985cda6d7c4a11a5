import type { ChunkFilter } from '../../core/ports/searchIndexes.ts';

/**
 * A condition on the table `files` and the values of its placeholders; empty if everything passes.
 */
export interface FilterClause {
  readonly sql: string;
  readonly values: readonly string[];
}

/** SQLite refuses expressions more than 1,000 levels deep, and every OR adds a level. */
const foldersTogether = 100;

/**
 * Turns a filter into SQL. A folder ends in `/` and includes everything below it. If both paths and
 * languages are given, a file must match both. Handles thousands of paths.
 */
export function filterClause(filter: ChunkFilter): FilterClause {
  const files = filter.paths.filter((path) => !path.endsWith('/'));
  // A range of the path index: `0` is the character that follows `/`.
  const folders = filter.paths
    .filter((path) => path.endsWith('/'))
    .flatMap((path) => [path, `${path.slice(0, -1)}0`]);
  const places = [
    ...(files.length > 0 ? [`files.path IN (${marks(files)})`] : []),
    ...folderConditions(folders.length / 2),
  ];
  const conditions = [
    ...(places.length > 0 ? [`(${places.join(' OR ')})`] : []),
    ...(filter.languages.length > 0 ? [`files.language IN (${marks(filter.languages)})`] : []),
  ];
  return { sql: conditions.join(' AND '), values: [...files, ...folders, ...filter.languages] };
}

function folderConditions(count: number): readonly string[] {
  const groups = Array.from({ length: Math.ceil(count / foldersTogether) }, (_, index) =>
    Math.min(foldersTogether, count - index * foldersTogether),
  );
  const inFolder = '(files.path >= ? AND files.path < ?)';
  return groups.map((size) => `(${Array.from({ length: size }, () => inFolder).join(' OR ')})`);
}

function marks(values: readonly string[]): string {
  return values.map(() => '?').join(', ');
}
