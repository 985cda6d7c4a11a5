/** First bytes of binary formats. Most also have zeros early on. */
const signatures = [
  '\x89PNG\r\n',
  'GIF87a',
  'GIF89a',
  '\xff\xd8\xff',
  '%PDF-',
  'PK\x03\x04',
  '\x1f\x8b',
  '\xfd7zXZ',
  '7z\xbc\xaf',
  '(\xb5\x2f\xfd',
  '\x7fELF',
  '\xca\xfe\xba\xbe',
  '\0asm',
  'SQLite format 3\0',
  'OggS\0',
  'fLaC\0',
  'ID3\x03',
  'ID3\x04',
  'wOFF',
  'wOF2',
  'Rar!\x1a\x07',
];

/**
 * Maximum shares of zeros and other control characters in a text, and a count that is always
 * tolerated.
 */
const maxZeroShare = 0.005;
const maxControlShare = 0.02;
const forgiven = 2;
/** A text with odd separators uses one or two control characters; random bytes use all of them. */
const maxSeparatorKinds = 2;

/**
 * Control characters that occur in text: white space, and those for terminals and record separators
 * (7 to 13, 27 to 31).
 */
const isTextControl = (byte: number): boolean =>
  (byte >= 7 && byte <= 13) || (byte >= 27 && byte <= 31);

/**
 * Whether bytes are not text in any encoding whose first half is ASCII. A stray zero, terminal
 * colour codes and letters beyond ASCII do not make a file binary. Check for UTF-16 first.
 */
export function looksBinary(bytes: Uint8Array): boolean {
  if (signatures.some((signature) => startsWith(bytes, signature))) return true;
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const zeros = counts[0] ?? 0;
  if (zeros > Math.max(forgiven, maxZeroShare * bytes.length)) return true;
  let controls = zeros;
  let kinds = 0;
  for (let byte = 1; byte < 32; byte++) {
    const count = counts[byte] ?? 0;
    if (count === 0 || isTextControl(byte)) continue;
    controls += count;
    kinds++;
  }
  if (controls > 0 && !hasPrintable(counts)) return true;
  return controls > Math.max(forgiven, maxControlShare * bytes.length) && kinds > maxSeparatorKinds;
}

function hasPrintable(counts: Uint32Array): boolean {
  return counts.subarray(33).some((count) => count > 0);
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  if (bytes.length < signature.length) return false;
  for (let i = 0; i < signature.length; i++) if (bytes[i] !== signature.charCodeAt(i)) return false;
  return true;
}
