type Utf16 = 'utf16le' | 'utf16be';

/**
 * Bytes examined for zeros, as many as in VS Code, and bytes examined for letters of other scripts.
 */
const zeroBytes = 512;
const letterBytes = 8192;
const minAsciiShare = 0.6;
const minOtherShare = 0.1;
const written = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\p{Zs}\t\r\n\f]*$/u;

/**
 * Guesses UTF-16 without a byte order mark: by ASCII characters with a zero beside each, as VS Code
 * does, or by lines of letters in any script.
 */
export function guessUtf16(bytes: Uint8Array): Utf16 | undefined {
  const pairs = Math.floor(Math.min(bytes.length, zeroBytes) / 2);
  let [little, big] = [0, 0];
  for (let i = 0; i < pairs; i++) {
    const [first, second] = [bytes[2 * i] ?? 0, bytes[2 * i + 1] ?? 0];
    if (isAscii(first) && second === 0) little++;
    if (first === 0 && isAscii(second)) big++;
  }
  if (pairs < 2 || (little === 0 && big === 0)) return undefined;
  if (Math.max(little, big) >= minAsciiShare * pairs)
    return little > 3 * big ? 'utf16le' : big > 3 * little ? 'utf16be' : undefined;
  const [more, less, encoding] =
    little > big ? ([little, big, 'utf16le'] as const) : ([big, little, 'utf16be'] as const);
  // A letter such as U+4E00 has its zero in the other byte, but few do.
  return bytes.length % 2 === 0 && more > 3 * less && isWritten(bytes, encoding)
    ? encoding
    : undefined;
}

function isAscii(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
}

/**
 * Whether the sample has only assigned characters, and spaces or line breaks. Random bytes contain
 * control and unassigned characters.
 */
function isWritten(bytes: Uint8Array, encoding: Utf16): boolean {
  const [low, high] = encoding === 'utf16le' ? [0, 1] : [1, 0];
  const sample = bytes.subarray(0, letterBytes);
  // After a stray zero in ASCII text, its other bytes would look like ideographs.
  const others = sample.filter((byte) => byte !== 0 && !isAscii(byte)).length;
  if (others < minOtherShare * sample.length) return false;
  let text = '';
  for (let i = 0; i + 1 < sample.length; i += 2)
    text += String.fromCharCode((bytes[i + low] ?? 0) | ((bytes[i + high] ?? 0) << 8));
  // The sample may end within a surrogate pair.
  return /[ \n]/.test(text) && written.test(text.replace(/[\ud800-\udbff]$/, ''));
}
