import { Failure } from '../../../core/errors.ts';
import type { FailureReason } from '../../../core/errors.ts';

/**
 * SQLite's primary result codes (https://sqlite.org/rescode.html) that do not mean a bug in this
 * product.
 */
const reasons: ReadonlyMap<number, readonly [FailureReason, string]> = new Map<
  number,
  readonly [FailureReason, string]
>([
  [5, ['index-locked', 'is locked by another process']],
  [8, ['folder-read-only', 'cannot be written']],
  [10, ['index-unreadable', 'could not be read or written by the system']],
  [11, ['index-unreadable', 'is damaged']],
  [13, ['disk-full', 'cannot grow: the disk is full']],
  [14, ['folder-read-only', 'cannot be opened or created']],
  [26, ['index-unreadable', 'is not a database']],
]);

/** The low byte of an extended result code is its primary code. */
const primaryMask = 0xff;

/**
 * Turns an error of SQLite into a Failure that names `file`. Other errors are returned unchanged.
 */
export function sqliteFailure(error: unknown, file: string): unknown {
  const code = primaryCode(error);
  const known = code === undefined ? undefined : reasons.get(code);
  return known === undefined
    ? error
    : new Failure(known[0], `The index file ${file} ${known[1]}.`, { cause: error });
}

/** The primary result code of an error of SQLite; undefined for other errors. */
export function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & primaryMask
    : undefined;
}
