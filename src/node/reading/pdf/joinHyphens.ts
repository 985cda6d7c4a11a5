/**
 * The first half of a word that is divided at the end of a line. U+00AD marks a hyphen that is not
 * part of the word.
 */
const dividedEnd = new RegExp(
  String.raw`(?<head>[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-\u2010][\p{L}\p{N}\p{M}]+)*)` +
    String.raw`(?<hyphen>[-\u2010\u00ad])$`,
  'u',
);
const continuation =
  /^\s*(?<tail>[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)(?<rest>\S*)(?:\s+(?<more>.*))?$/su;
const anyWord = /[\p{L}\p{M}]+(?:[-\u2010][\p{L}\p{M}]+)*/gu;

/**
 * Joins words that are divided at the end of a line, by moving the second half up. The hyphen is
 * removed unless it is part of the word (`well-known`, `HB-77`).
 * @param pages lines per page. The words on all pages show how the document spells a word.
 * @param isWord whether a lower-case text is a common word.
 */
export function joinHyphens(
  pages: readonly (readonly string[])[],
  isWord: (text: string) => boolean,
): string[][] {
  const words = new Set(
    pages.flatMap((lines) =>
      lines.flatMap((line) => [...line.matchAll(anyWord)].map(([word]) => plain(word))),
    ),
  );
  return pages.map((lines) => joinLines(lines, words, isWord));
}

function joinLines(
  lines: readonly string[],
  words: ReadonlySet<string>,
  isWord: (text: string) => boolean,
): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const before = joined.at(-1) ?? '';
    const { head, hyphen } = dividedEnd.exec(before)?.groups ?? {};
    const { tail, rest = '', more = '' } = continuation.exec(line)?.groups ?? {};
    if (head === undefined || hyphen === undefined || tail === undefined) {
      joined.push(line);
      continue;
    }
    const isOwn = hyphen !== '\u00ad' && isOwnHyphen(head, tail, words, isWord);
    joined[joined.length - 1] = `${before.slice(0, -1)}${isOwn ? '-' : ''}${tail}${rest}`;
    if (more !== '') joined.push(more);
  }
  return joined.map((line) => line.replaceAll('\u00ad', ''));
}

function isOwnHyphen(
  head: string,
  tail: string,
  words: ReadonlySet<string>,
  isWord: (text: string) => boolean,
): boolean {
  if (!/^\p{Ll}/u.test(tail) || !/\p{L}$/u.test(head)) return true;
  const [whole, hyphened] = [plain(head + tail), plain(`${head}-${tail}`)];
  if (words.has(whole)) return false;
  if (words.has(hyphened) || /[-\u2010]/.test(head)) return true;
  return !isWord(whole) && isWord(plain(head)) && isWord(plain(tail));
}

function plain(word: string): string {
  return word.replaceAll('\u2010', '-').toLowerCase();
}
