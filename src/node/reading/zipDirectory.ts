/** More than any document made by hand; a file of a few kilobytes can claim to unpack to gigabytes. */
export const maxUnpackedBytes = 200e6;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;

/**
 * Sum of the unpacked sizes that the directory of a zip file gives (PKWARE's APPNOTE 4.3.12 and 4.3.16).
 * @throws RangeError where there is no directory
 */
export function unpackedBytes(zip: Uint8Array): number {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - endBytes;
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end--;
  if (end < 0) throw new RangeError('No zip directory.');
  let total = 0;
  let at = view.getUint32(end + 16, true);
  while (at + entryBytes <= end && view.getUint32(at, true) === entrySignature) {
    total += view.getUint32(at + 24, true);
    at +=
      entryBytes +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return total;
}
