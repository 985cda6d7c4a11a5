import { lstat, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ListingInProgress } from './listingInProgress.ts';

/** How many files are examined concurrently. Node has four threads for the file system. */
const atOnce = 16;

/**
 * Node's replacement for bytes of a name that are not valid text. Such a file cannot be opened by
 * its name.
 */
const noText = '\ufffd';

export interface LookOptions {
  /** Absolute path of the workspace folder. */
  readonly root: string;
  /** Whether a file of this path and size is left out for its size. */
  readonly isTooLarge: (path: string, sizeBytes: number) => boolean;
}

/**
 * Records size and time of each file, or why it is left out. Files that have just vanished are
 * ignored.
 * @returns the paths that are folders.
 */
export async function lookAtFiles(
  paths: readonly string[],
  options: LookOptions,
  listing: ListingInProgress,
): Promise<string[]> {
  const { files, leftOut } = listing;
  const folders: string[] = [];
  const realRoot = await realpath(options.root);
  const lookAt = async (path: string): Promise<void> => {
    try {
      const stats = await lstat(join(options.root, path));
      if (stats.isDirectory()) folders.push(path);
      else if (stats.isSymbolicLink()) await noteLink(path, realRoot, options.root, listing);
      else if (!stats.isFile()) leftOut.push({ path, reason: 'unreadable' });
      else if (options.isTooLarge(path, stats.size)) leftOut.push({ path, reason: 'too-large' });
      else
        files.push({
          path,
          sizeBytes: stats.size,
          modifiedMs: stats.mtimeMs,
          identity: `${stats.ctimeMs}:${stats.ino}`,
        });
    } catch (error) {
      if (!isGone(error) || path.includes(noText)) leftOut.push({ path, reason: 'unreadable' });
    }
  };
  for (let i = 0; i < paths.length; i += atOnce)
    await Promise.all(paths.slice(i, i + atOnce).map(lookAt));
  return folders;
}

/**
 * Links are not followed. One that points outside the folder is left out; the target of one inside
 * is listed in its own place.
 */
async function noteLink(
  path: string,
  realRoot: string,
  root: string,
  listing: ListingInProgress,
): Promise<void> {
  const target = await realpath(join(root, path)).catch(() => null);
  if (target === null || target === realRoot) return;
  if (target.startsWith(realRoot + sep))
    listing.addLink(path, relative(realRoot, target).split(sep).join('/'));
  else listing.leftOut.push({ path, reason: 'outside-link' });
}

export function isGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
