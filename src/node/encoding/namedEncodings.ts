import { declaredEncoding } from '../../core/encoding/declaredEncoding.ts';
import type { EncodingId } from '../../core/encoding/encodingNames.ts';

/** The parts of a file that may declare its encoding. */
const headBytes = 4096;
const tailBytes = 2048;

/**
 * The encodings that the file or the setting names, without UTF ones. Some may be unknown.
 * @param assumed `files.encoding` of the folder.
 */
export function namedEncodings(bytes: Uint8Array, assumed: EncodingId): readonly EncodingId[] {
  const latin1 = (part: Uint8Array): string =>
    Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
  const declared = declaredEncoding(
    latin1(bytes.subarray(0, headBytes)),
    latin1(bytes.subarray(-tailBytes)),
  );
  return [declared, assumed].flatMap((encoding) =>
    encoding === undefined || /^utf/.test(encoding) ? [] : [encoding],
  );
}
