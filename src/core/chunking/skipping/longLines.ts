import { encodedSpans, withoutSpans } from './encodedSpans.ts';

/**
 * Nobody writes lines longer than this by hand, in languages where lines are broken. In HTML, a
 * paragraph may be one line.
 */
const longLineChars = 500;
const longHtmlLineChars = 2000;
/** Long lines with fewer characters in total do no harm, and may be written by hand. */
const minLongChars = 5000;
/** Languages in which a long line is a paragraph or a record. */
const longLined = new Set([
  'markdown',
  'restructuredtext',
  'asciidoc',
  'plaintext',
  'latex',
  'bibtex',
  'csv',
  'tsv',
  'jsonl',
  'gettext',
  'diff',
]);
/**
 * Data formats that tools write in one line although people read them: translations, API
 * descriptions.
 */
const oneLined = new Set(['json', 'jsonc', 'yaml', 'xml', 'properties']);
const maxOneLinedChars = 100_000;
/** Minimum shares of a line: words, and for prose also white space. */
const minWordShare = 0.5;
const minSpaceShare = 0.08;
const minLettersBeyondAscii = 0.3;

/**
 * Indexes of long lines with data or minified code: an INSERT of thousands of rows, a bundled
 * library. Lines of words are kept, however long. Encoded data does not count towards a line's
 * length.
 */
export function longDataLines(lines: readonly string[], language: string): ReadonlySet<number> {
  if (longLined.has(language)) return new Set();
  const longFrom = language === 'html' ? longHtmlLineChars : longLineChars;
  const long = new Map<number, string>();
  for (const [index, line] of lines.entries()) {
    if (line.length <= longFrom) continue;
    const shown = withoutSpans(line, encodedSpans([line]).get(0) ?? []);
    if (shown.length > longFrom) long.set(index, shown);
  }
  const isKept =
    oneLined.has(language) && lengthOf([...long.values()]) <= maxOneLinedChars
      ? holdsWords
      : isProse;
  const data = [...long].filter(([, line]) => !isKept(line));
  const isMuch = lengthOf(data.map(([, line]) => line)) >= minLongChars;
  return new Set(isMuch ? data.map(([index]) => index) : []);
}

function holdsWords(line: string): boolean {
  return lengthOf(line.match(/\p{L}{3,}/gu)) >= minWordShare * line.length;
}

function isProse(line: string): boolean {
  return (
    holdsWords(line) &&
    (lengthOf(line.match(/\s+/g)) >= minSpaceShare * line.length ||
      lengthOf(line.match(/[\u0100-\uffff]+/g)) >= minLettersBeyondAscii * line.length)
  );
}

function lengthOf(parts: readonly string[] | null): number {
  return parts?.reduce((sum, { length }) => sum + length, 0) ?? 0;
}
