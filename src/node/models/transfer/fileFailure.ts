import { Failure, isFailure } from '../../../core/errors.ts';
import type { FailureReason } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';
import type { Wording } from '../../../core/texts/wording.ts';

type Reason = readonly [FailureReason, (path: string) => Wording];

const noPermission: Reason = [
  'folder-read-only',
  (path) => wording('There is no permission to write: {path} could not be written.', { path }),
];
const noFolder: Reason = [
  'folder-missing',
  (path) => wording('A file is in the place of its folder: {path} could not be written.', { path }),
];

const reasons: ReadonlyMap<string, Reason> = new Map<string, Reason>([
  [
    'ENOSPC',
    ['disk-full', (path) => wording('The disk is full: {path} could not be written.', { path })],
  ],
  [
    'EDQUOT',
    [
      'disk-full',
      (path) => wording('The disk quota is used up: {path} could not be written.', { path }),
    ],
  ],
  [
    'EROFS',
    [
      'folder-read-only',
      (path) => wording('The disk is read-only: {path} could not be written.', { path }),
    ],
  ],
  ['EACCES', noPermission],
  ['EPERM', noPermission],
  ['ENOTDIR', noFolder],
  ['EEXIST', noFolder],
]);

/** Turns an error of writing `path` into a Failure. Other errors are returned unchanged. */
export function fileFailure(error: unknown, path: string): unknown {
  if (isFailure(error) || !(error instanceof Error) || !('code' in error)) return error;
  const known = reasons.get(String(error.code));
  return known === undefined ? error : new Failure(known[0], known[1](path), { cause: error });
}
