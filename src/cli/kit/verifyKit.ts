import { createHash } from 'node:crypto';
import { list } from 'tar';
import type { ReadEntry } from 'tar';
import { sumsFile } from './makeKit.ts';

/** More than any list of a kit's files. */
const maxSumsBytes = 1_000_000;

/**
 * Reads a whole kit, without unpacking it, and compares each file with the list inside it.
 * @returns what is wrong, a line each; nothing where all is right.
 * @throws Error where it is not a tar archive.
 */
export async function verifyKit(archive: string): Promise<readonly string[]> {
  const found = new Map<string, string>();
  const faults: string[] = [];
  let sums: string | undefined;
  const look = (entry: ReadEntry): void => {
    const { path } = entry;
    if (entry.type !== 'File') faults.push(`${path} is not a file`);
    if (found.has(path)) faults.push(`${path} appears twice`);
    const hash = createHash('sha256');
    const isSums = path === sumsFile && entry.size <= maxSumsBytes;
    const pieces: Buffer[] = [];
    entry.on('data', (piece: Buffer) => {
      hash.update(piece);
      if (isSums) pieces.push(piece);
    });
    entry.on('end', () => {
      if (isSums) sums = Buffer.concat(pieces).toString();
      else found.set(path, hash.digest('hex'));
    });
  };
  await list({ file: archive, strict: true, onReadEntry: look });
  if (sums === undefined) return [...faults, `it has no ${sumsFile}`];
  const expected = parseSums(sums);
  for (const [path, sha256] of expected) {
    if (!found.has(path)) faults.push(`${path} is missing`);
    else if (found.get(path) !== sha256) faults.push(`${path} has changed or is damaged`);
  }
  for (const path of found.keys())
    if (!expected.has(path)) faults.push(`${path} is not on its list`);
  return faults;
}

function parseSums(text: string): ReadonlyMap<string, string> {
  const sums = new Map<string, string>();
  for (const [, sha256 = '', path = ''] of text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm))
    sums.set(path, sha256);
  return sums;
}
