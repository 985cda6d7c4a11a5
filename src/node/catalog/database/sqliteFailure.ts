import { Failure } from '../../../core/errors.ts';
import type { FailureReason } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';
import type { Wording } from '../../../core/texts/wording.ts';

type Reason = readonly [FailureReason, (file: string) => Wording];

/**
 * SQLite's primary result codes (https://sqlite.org/rescode.html) that do not mean a bug in this
 * product.
 */
const reasons: ReadonlyMap<number, Reason> = new Map<number, Reason>([
  [
    5,
    [
      'index-locked',
      (file) => wording('The index file {file} is locked by another process.', { file }),
    ],
  ],
  [
    8,
    ['folder-read-only', (file) => wording('The index file {file} cannot be written.', { file })],
  ],
  [
    10,
    [
      'index-unreadable',
      (file) =>
        wording('The index file {file} could not be read or written by the system.', { file }),
    ],
  ],
  [11, ['index-unreadable', (file) => wording('The index file {file} is damaged.', { file })]],
  [
    13,
    [
      'disk-full',
      (file) => wording('The index file {file} cannot grow: the disk is full.', { file }),
    ],
  ],
  [
    14,
    [
      'folder-read-only',
      (file) => wording('The index file {file} cannot be opened or created.', { file }),
    ],
  ],
  [
    26,
    ['index-unreadable', (file) => wording('The index file {file} is not a database.', { file })],
  ],
]);

/** The low byte of an extended result code is its primary code. */
const primaryMask = 0xff;

/**
 * Turns an error of SQLite into a Failure that names `file`. Other errors are returned unchanged.
 */
export function sqliteFailure(error: unknown, file: string): unknown {
  const code = primaryCode(error);
  const known = code === undefined ? undefined : reasons.get(code);
  return known === undefined ? error : new Failure(known[0], known[1](file), { cause: error });
}

/** The primary result code of an error of SQLite; undefined for other errors. */
export function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & primaryMask
    : undefined;
}
