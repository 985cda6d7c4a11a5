import { encodedSpans, withoutSpans } from './encodedSpans.ts';

/**
 * Lines longer than this are no person's, in a language where people break lines; in HTML a
 * paragraph may be one.
 */
const longLineChars = 500;
const longHtmlLineChars = 2000;
/** Long lines of fewer characters together do no harm, and may have been written by hand. */
const minLongChars = 5000;
/** Texts in which a long line is a paragraph or a record. */
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
 * Files of data that tools write in one line though people read them: translations, descriptions of
 * an API.
 */
const oneLined = new Set(['json', 'jsonc', 'yaml', 'xml', 'properties']);
const maxOneLinedChars = 100_000;
/** Shares of a line that words, and in prose the white space between them, make up. */
const minWordShare = 0.5;
const minSpaceShare = 0.08;
const minLettersBeyondAscii = 0.3;

/**
 * Indexes of the lines that hold data or minified code rather than anything a person wrote: an
 * INSERT of thousands of rows, a bundled library. Lines of words stay, however long; encoded data
 * in a line does not count.
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
