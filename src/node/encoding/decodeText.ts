import iconv from 'iconv-lite';
import { defaultEncoding } from '../../core/encoding/encodingNames.ts';
import type { EncodingId } from '../../core/encoding/encodingNames.ts';
import { guessUtf16 } from '../../core/encoding/guessUtf16.ts';
import { looksBinary } from '../../core/encoding/looksBinary.ts';
import { detectEncoding, isLikelierThanUtf8 } from './detectEncoding.ts';
import { namedEncodings } from './namedEncodings.ts';
import { validUtf8 } from './validUtf8.ts';

/** A text and the encoding it was read in, by VS Code's name. */
export interface DecodedText {
  /** As an editor shows it: without a byte order mark. */
  readonly text: string;
  readonly encoding: EncodingId;
}

const beyondAscii = /[^\0-\x7f]/;
/**
 * At most one broken character per this many others counts as damage. More mean another encoding.
 */
const lettersPerDamage = 20;

/**
 * Reads bytes as text. In order of preference, the encoding is the one of the byte order mark, of
 * the file's declaration, of the setting, or the likeliest for the bytes. Valid UTF-8 is read as
 * UTF-8, unless a declared or set encoding is likelier.
 * @param assumed `files.encoding` of the folder.
 * @returns undefined for bytes that are not text, and for UTF-32, which VS Code does not show
 * either.
 */
export function decodeText(
  bytes: Uint8Array,
  assumed: EncodingId = defaultEncoding,
): DecodedText | undefined {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff]))
    return undefined;
  const marked = markedEncoding(bytes) ?? guessUtf16(bytes);
  if (marked !== undefined) return decoded(bytes, marked);
  if (looksBinary(bytes)) return undefined;
  const named = namedEncodings(bytes, assumed).filter((encoding) => iconv.encodingExists(encoding));
  const utf8 = validUtf8(bytes);
  if (utf8 !== undefined) {
    if (!beyondAscii.test(utf8)) return { text: utf8, encoding: assumedForAscii(assumed) };
    const likelier = named.find((encoding) => isLikelierThanUtf8(bytes, encoding));
    return likelier === undefined
      ? { text: utf8, encoding: defaultEncoding }
      : decoded(bytes, likelier);
  }
  for (const encoding of named) {
    const result = decoded(bytes, encoding);
    if (isMostlySound(result.text)) return result;
  }
  return decoded(bytes, detectEncoding(bytes));
}

function markedEncoding(bytes: Uint8Array): EncodingId | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf16be';
  return startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 'utf8bom' : undefined;
}

/** ASCII is the same in every such encoding; the editor opens it in the one of the setting. */
function assumedForAscii(assumed: EncodingId): EncodingId {
  return /^utf/.test(assumed) || !iconv.encodingExists(assumed) ? defaultEncoding : assumed;
}

/** Uses VS Code's own decoder, so that both show the same characters. */
function decoded(bytes: Uint8Array, encoding: EncodingId): DecodedText {
  return { text: iconv.decode(bytes, encoding === 'utf8bom' ? 'utf8' : encoding), encoding };
}

function isMostlySound(text: string): boolean {
  const damage = text.match(/\ufffd/g)?.length ?? 0;
  const letters = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return damage * lettersPerDamage <= letters;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
