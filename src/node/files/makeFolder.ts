import { mkdirSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';

/** System codes that mean a folder may not or cannot be created. */
const refused: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/**
 * Creates a folder, and its parents if missing.
 * @throws Failure `folder-read-only`, `disk-full`.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (refused.has(code))
      throw new Failure(
        'folder-read-only',
        wording('The index folder {folder} cannot be created.', { folder }),
        {
          cause: error,
        },
      );
    if (code === 'ENOSPC')
      throw new Failure(
        'disk-full',
        wording('The index folder {folder} cannot be created: the disk is full.', { folder }),
        { cause: error },
      );
    throw error;
  }
}
