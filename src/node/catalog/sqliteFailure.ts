import { Failure } from '../../core/errors.ts';
import type { FailureReason } from '../../core/errors.ts';

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that are no bugs of ours. */
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

/** Gives what SQLite threw its reason; anything else unchanged. `file` is named in the message. */
export function sqliteFailure(error: unknown, file: string): unknown {
  const code = primaryCode(error);
  const known = code === undefined ? undefined : reasons.get(code);
  return known === undefined
    ? error
    : new Failure(known[0], `The index file ${file} ${known[1]}.`, { cause: error });
}

/** SQLite's primary result code of what it threw; undefined for anything else. */
export function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & primaryMask
    : undefined;
}
