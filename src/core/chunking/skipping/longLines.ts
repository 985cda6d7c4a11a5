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
/**
 * Minimum shares of words: of a line of prose, and of the letters and digits of data. Prose also
 * has white space.
 */
const minWordShare = 0.5;
const minDataWordShare = 0.6;
const minSpaceShare = 0.08;
const minLettersBeyondAscii = 0.3;
/** Minified code under a name that nothing is known of: signs of code, and no prose. */
const minCodeChars = 5000;
const minCodeSignShare = 0.06;
/** Minified code that was wrapped. In code by hand, 15 % and more is white space. */
const minDenseLineChars = 150;
const maxDenseSpaceShare = 0.06;
const minDenseShare = 0.8;

/**
 * Indexes of long lines with data or minified code: an INSERT of thousands of rows, a bundled
 * library. Lines of words are kept, however long. Encoded data does not count towards a line's
 * length.
 */
export function longDataLines(lines: readonly string[], language: string): ReadonlySet<number> {
  const isLongLined = longLined.has(language);
  if (isLongLined && language !== 'plaintext') return new Set();
  const longFrom = isLongLined
    ? minCodeChars
    : language === 'html'
      ? longHtmlLineChars
      : longLineChars;
  const long = new Map<number, string>();
  for (const [index, line] of lines.entries()) {
    if (line.length <= longFrom) continue;
    const shown = withoutSpans(line, encodedSpans([line]).get(0) ?? []);
    if (shown.length > longFrom) long.set(index, shown);
  }
  const isKept = isLongLined
    ? (line: string): boolean => isProse(line) || !hasCodeSigns(line)
    : oneLined.has(language) && lengthOf([...long.values()]) <= maxOneLinedChars
      ? isMadeOfWords
      : isProse;
  const data = [...long].filter(([, line]) => !isKept(line));
  const isMuch = lengthOf(data.map(([, line]) => line)) >= minLongChars;
  return new Set(isMuch ? data.map(([index]) => index) : []);
}

/**
 * Whether a text is code without white space, wrapped at some width: most of it is lines that
 * nobody writes by hand.
 */
export function isWrappedCode(lines: readonly string[], language: string): boolean {
  if (longLined.has(language) || oneLined.has(language)) return false;
  const dense = lengthOf(lines.filter(isDense));
  return dense >= minLongChars && dense >= minDenseShare * lengthOf(lines);
}

function isDense(line: string): boolean {
  return (
    line.length >= minDenseLineChars &&
    line.length <= longHtmlLineChars &&
    lengthOf(line.match(/\s+/g)) < maxDenseSpaceShare * line.length &&
    hasCodeSigns(line)
  );
}

function isMadeOfWords(line: string): boolean {
  const words = lengthOf(line.match(/\p{L}{3,}/gu));
  return words >= minDataWordShare * lengthOf(line.match(/[\p{L}\p{N}]+/gu));
}

function hasCodeSigns(line: string): boolean {
  return (
    line.includes(';') &&
    /[({]/.test(line) &&
    lengthOf(line.match(/[;(){}=]+/g)) >= minCodeSignShare * line.length
  );
}

function isProse(line: string): boolean {
  return (
    lengthOf(line.match(/\p{L}{3,}/gu)) >= minWordShare * line.length &&
    (lengthOf(line.match(/\s+/g)) >= minSpaceShare * line.length ||
      lengthOf(line.match(/[\u0100-\uffff]+/g)) >= minLettersBeyondAscii * line.length)
  );
}

function lengthOf(parts: readonly string[] | null): number {
  return parts?.reduce((sum, { length }) => sum + length, 0) ?? 0;
}
