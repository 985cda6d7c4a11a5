/**
 * No document written by hand is larger. A hostile file of a few kilobytes can unpack to gigabytes.
 */
export const maxUnpackedBytes = 200e6;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;

export interface ZipEntry {
  /** Offset of its local header. */
  readonly offset: number;
  readonly method: number;
  readonly packedBytes: number;
  /** What the directory claims. */
  readonly unpackedBytes: number;
}

/**
 * The directory of a zip file, by name (PKWARE's APPNOTE 4.3.12 and 4.3.16).
 * @throws RangeError if there is no directory.
 */
export function zipEntries(zip: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - endBytes;
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end--;
  if (end < 0) throw new RangeError('No zip directory.');
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  while (at + entryBytes <= end && view.getUint32(at, true) === entrySignature) {
    const nameEnd = at + entryBytes + view.getUint16(at + 28, true);
    entries.set(Buffer.from(zip.subarray(at + entryBytes, nameEnd)).toString('utf8'), {
      offset: view.getUint32(at + 42, true),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}
