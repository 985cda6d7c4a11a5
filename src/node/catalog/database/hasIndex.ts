import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isFailure } from '../../../core/errors.ts';
import { catalogFileName } from './catalogDatabase.ts';
import { indexLocation } from './indexLocation.ts';
import { olderIndexes } from './olderIndexes.ts';

/**
 * Whether a workspace folder has an index, complete or not, by this version or an older one. Does
 * not start the index process.
 * @param base absolute path of the folder that holds all indexes.
 */
export async function hasIndex(base: string, root: string): Promise<boolean> {
  try {
    const directory = await indexLocation(base, root);
    return existsSync(join(directory, catalogFileName)) || olderIndexes(directory).length > 0;
  } catch (error) {
    if (isFailure(error, 'folder-missing')) return false;
    throw error;
  }
}
