/** Zero bytes that a text may hold: one in this many. A single stray one does not make a file binary. */
const bytesPerZero = 1000;

/**
 * The text of a file as an editor shows it, without its byte order mark: UTF-8, UTF-16 with or without a mark, and windows-1252 for what is
 * no UTF-8 (old Latin-1 sources).
 * @returns undefined for bytes with so many zeros that they are no text, and for UTF-32, which editors do not show either.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes[2] === 0 && bytes[3] === 0) return undefined;
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes);
  if (zeros(bytes) * bytesPerZero > bytes.length) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const lenient = new TextDecoder('utf-8').decode(bytes);
    return hasMoreLettersThanDamage(lenient)
      ? lenient
      : new TextDecoder('windows-1252').decode(bytes);
  }
}

/** By its mark, else by ASCII characters with a zero beside each in most of the first 512 bytes, as VS Code guesses. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const pairs = Math.floor(Math.min(bytes.length, 512) / 2);
  let [little, big] = [0, 0];
  for (let i = 0; i < pairs; i++) {
    const [first, second] = [bytes[2 * i] ?? 0, bytes[2 * i + 1] ?? 0];
    if (first !== 0 && second === 0) little++;
    if (first === 0 && second !== 0) big++;
  }
  if (pairs < 2 || Math.max(little, big) < 0.6 * pairs) return undefined;
  return little > 3 * big ? 'utf-16le' : big > 3 * little ? 'utf-16be' : undefined;
}

function zeros(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) count++;
  return count;
}

/** A UTF-8 text with a few broken bytes against a text in another encoding: the one has more whole letters beyond ASCII, the other more damage. */
function hasMoreLettersThanDamage(text: string): boolean {
  const damage = text.match(/\ufffd/g)?.length ?? 0;
  const letters = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return letters > damage;
}
