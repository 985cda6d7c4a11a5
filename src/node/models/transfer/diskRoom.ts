import { statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Failure } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';

/** Kept free on the disk for the system and the index. */
const spareBytes = 100e6;

/**
 * Checks that `bytes` more of a file fit on its disk.
 * @param freeBytes returns the free bytes on a folder's disk.
 * @throws Failure `disk-full` with the figures.
 */
export async function ensureRoom(
  bytes: number,
  target: string,
  freeBytes: (folder: string) => Promise<number> = freeBytesOf,
): Promise<void> {
  const free = await freeBytes(dirname(target));
  if (free >= bytes + spareBytes) return;
  throw new Failure(
    'disk-full',
    wording('{name} needs {needed} MB on the disk; {free} MB are free.', {
      name: basename(target),
      needed: megabytes(bytes + spareBytes),
      free: megabytes(free),
    }),
  );
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1e6).toLocaleString('en');
}
