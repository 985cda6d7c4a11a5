import { statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Failure } from '../../core/errors.ts';

/** Left free on the disk: the system and the index need some. */
const spareBytes = 100e6;

/**
 * Makes sure that so many more bytes of a file fit on its disk.
 * @param freeBytes of the disk that a folder lies on.
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
    `${basename(target)} needs ${megabytes(bytes + spareBytes)} MB on the disk; ` +
      `${megabytes(free)} MB are free.`,
  );
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1e6).toLocaleString('en');
}
