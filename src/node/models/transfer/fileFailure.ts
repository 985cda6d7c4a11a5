import { Failure, isFailure } from '../../../core/errors.ts';
import type { FailureReason } from '../../../core/errors.ts';

const reasons: ReadonlyMap<string, readonly [FailureReason, string]> = new Map<
  string,
  readonly [FailureReason, string]
>([
  ['ENOSPC', ['disk-full', 'The disk is full']],
  ['EDQUOT', ['disk-full', 'The disk quota is used up']],
  ['EROFS', ['folder-read-only', 'The disk is read-only']],
  ['EACCES', ['folder-read-only', 'There is no permission to write']],
  ['ENOTDIR', ['folder-missing', 'A file is in the place of its folder']],
  ['EEXIST', ['folder-missing', 'A file is in the place of its folder']],
  ['EPERM', ['folder-read-only', 'There is no permission to write']],
]);

/** Turns an error of writing `path` into a Failure. Other errors are returned unchanged. */
export function fileFailure(error: unknown, path: string): unknown {
  if (isFailure(error) || !(error instanceof Error) || !('code' in error)) return error;
  const known = reasons.get(String(error.code));
  return known === undefined
    ? error
    : new Failure(known[0], `${known[1]}: ${path} could not be written.`, { cause: error });
}
