import { inflateRawSync } from 'node:zlib';
import { maxUnpackedBytes, zipEntries } from './zipDirectory.ts';

const localBytes = 30;
const stored = 0;
const deflated = 8;

/** The files in a zip file, unpacked on request. */
export interface ZipReader {
  /** @returns undefined if there is no file of this name. @throws if it is damaged. */
  read(name: string): Buffer | undefined;
}

/**
 * @throws RangeError if this is not a zip file, or would unpack to more than `maxUnpackedBytes`.
 */
export function readZip(zip: Uint8Array): ZipReader {
  const entries = zipEntries(zip);
  const total = [...entries.values()].reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  if (total > maxUnpackedBytes) throw new RangeError('Unpacks to too much.');
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  return {
    read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      const { offset, packedBytes, method } = entry;
      const start =
        offset + localBytes + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
      const packed = zip.subarray(start, start + packedBytes);
      if (method === stored) return Buffer.from(packed);
      if (method !== deflated) throw new RangeError(`Packed by method ${method}.`);
      return inflateRawSync(packed, { maxOutputLength: maxUnpackedBytes });
    },
  };
}
