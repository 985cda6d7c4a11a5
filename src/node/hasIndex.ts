import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { isFailure } from '../core/errors.ts';
import { catalogFileName } from './catalogDatabase.ts';
import { indexLocation } from './indexLocation.ts';

/**
 * Whether there is an index of a workspace folder, complete or not, without starting the index process.
 * @param base absolute path of the folder that all indexes are kept in.
 */
export async function hasIndex(base: string, root: string): Promise<boolean> {
  try {
    await access(join(await indexLocation(base, root), catalogFileName));
    return true;
  } catch (error) {
    if (isFailure(error, 'folder-missing') || (error instanceof Error && 'code' in error)) return false;
    throw error;
  }
}
