import { mkdirSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';

/** Codes of the system where a folder may not, or cannot, be there. */
const refused: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/**
 * Makes a folder and those above it where they are missing.
 * @throws Failure `folder-read-only`, `disk-full`.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (refused.has(code))
      throw new Failure('folder-read-only', `The folder ${folder} for the index cannot be made.`, {
        cause: error,
      });
    if (code === 'ENOSPC')
      throw new Failure(
        'disk-full',
        `The folder ${folder} for the index cannot be made: the disk is full.`,
        { cause: error },
      );
    throw error;
  }
}
