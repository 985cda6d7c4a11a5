import { defaultEncoding } from '../../core/encoding/encodingNames.ts';
import type { EncodingId } from '../../core/encoding/encodingNames.ts';
import { guessUtf16 } from '../../core/encoding/guessUtf16.ts';
import { looksBinary } from '../../core/encoding/looksBinary.ts';
import type { DecodedText } from './decodeText.ts';
import { namedEncodings } from './namedEncodings.ts';
import { validUtf8 } from './validUtf8.ts';

/**
 * As `decodeText`, which is loaded for the first file that is not simply UTF-8: the tables of all
 * other encodings take more than half a megabyte in each thread.
 * @param assumed `files.encoding` of the folder.
 */
export async function readText(
  bytes: Uint8Array,
  assumed: EncodingId = defaultEncoding,
): Promise<DecodedText | undefined> {
  const text = plainUtf8(bytes, assumed);
  if (text !== undefined) return { text, encoding: defaultEncoding };
  const { decodeText } = await import('./decodeText.ts');
  return decodeText(bytes, assumed);
}

/** The text of UTF-8 without a byte order mark, if nothing speaks for another encoding. */
function plainUtf8(bytes: Uint8Array, assumed: EncodingId): string | undefined {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isMarked ||
    guessUtf16(bytes) !== undefined ||
    looksBinary(bytes) ||
    namedEncodings(bytes, assumed).length > 0
    ? undefined
    : validUtf8(bytes);
}
