import { anyOf } from '../../anyOf.ts';

/** A range of columns in a line, 0-based, with an exclusive end. */
export type Span = readonly [start: number, end: number];

/**
 * Minimum characters of encoded data in one line. Shorter runs are hashes, tokens and tiny icons.
 */
const minRunChars = 200;
const minUriChars = 128;
/** A block of encoded data has at least this many lines with this many characters each. */
const minLineChars = 40;
const maxLineChars = 1000;
const minBlockLines = 3;
/**
 * A few rows of hexadecimal numbers may be a table, or a dump that a text explains. People write
 * longer tables of decimal numbers.
 */
const minDumpLines = 8;
const minNumberLines = 32;
/** Numbers in a line that are a vector, coordinates or the path of a drawing. */
const minNumbers = 64;
/** No word of any language written in ASCII is this long. */
const endlessChars = 400;
/**
 * Maximum share of characters in runs of four or more lower-case letters. It is 0.07 in random
 * base64, and over 0.6 in names and paths.
 */
const maxWordShare = 0.45;
const maxWordShareOfLetters = 0.2;
/** How much of a run is examined to decide what it is. */
const sampleChars = 4000;

const dataUri = /data:[\w.+/-]*(?:;[\w.+=-]+)*,[^\s"'`()<>]{128,}/g;
/** Drawings may be written as they are, with spaces, up to the quote that ends the string. */
const drawing = /(?<=(["']))data:image\/svg\+xml[;,](?:(?!\1).){128,}/g;
const run = /[A-Za-z0-9+/_=\\%-]{200,}/g;
const numbers = /(?:0x[0-9a-f]{1,8}[,\s]*){32,}/gi;
const decimal = /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?/gi;
/** What is between two numbers: separators, and at most one letter, as in the path of a drawing. */
const betweenNumbers = /^[\s,;[\](){}]*[achlmqstvz]?[\s,;[\](){}]*$/i;
const mappings = /(?<="mappings"\s*:\s*")[A-Za-z0-9+/,;]{128,}/g;

const wrapperBefore = /^\s*(?:(?:\/\/|#+|\*|>|\||;|--|\+)\s+)?[bru]{0,2}["'`]?/i;
const wrapperAfter = /(?:\\[nr])*["'`]?\s*[,;)+\\]*\s*$/;
const encodedLine = /^[A-Za-z0-9+/_-]{40,}={0,3}$/;
const lastLine = /^[A-Za-z0-9+/_-]*={0,3}$/;
const dumpLine = anyOf(
  /^\s*[0-9a-f]{4,16}:?\s+(?:[0-9a-f]{2,8}\s+){8,}/i,
  /^\s*(?:\{\s*)?(?:0x[0-9a-f]{1,8}[,\s]*){8,}/i,
  /^\s*["']?(?:\\x[0-9a-f]{2}){10,}/i,
);
/** In code. Rows of a table in CSV do not end with a comma or a bracket. */
const numberLine = new RegExp(
  '^[\\s[{(]*(?:[-+]?[\\d.]+(?:e[-+]?\\d+)?[ful]{0,3}\\s*,\\s*){8,}' +
    '(?:[-+]?[\\d.]+[ful]{0,3}\\s*)?(?:[\\]})]+,?|(?<=,\\s*))$',
  'i',
);
const pemBegin = /-----BEGIN [A-Z0-9 ]+-----\W*$/;
const pemEnd = /^\W*-----END [A-Z0-9 ]+-----/;

/**
 * The encoded data in a text, by line index: base64 and hexadecimal in a line or a block of lines,
 * data URIs, bodies of PEM blocks, and mappings of source maps. Nobody asks about them, and they
 * would bloat the index.
 */
export function encodedSpans(lines: readonly string[]): ReadonlyMap<number, readonly Span[]> {
  const spans = new Map<number, readonly Span[]>();
  for (const [index, line] of lines.entries()) {
    const own = line.length < minUriChars ? [] : spansOfLine(line);
    if (own.length > 0) spans.set(index, own);
  }
  for (const [first, last] of blocksOf(lines))
    for (let index = first; index <= last; index++)
      spans.set(index, [[0, lines[index]?.length ?? 0]]);
  return spans;
}

/** A line without its encoded data. */
export function withoutSpans(line: string, spans: readonly Span[]): string {
  return shownParts(line, spans)
    .map(([start, end]) => line.slice(start, end))
    .join('');
}

/** A text without its encoded data, line by line. */
export function withoutEncoded(lines: readonly string[]): readonly string[] {
  const spans = encodedSpans(lines);
  return lines.map((line, index) => withoutSpans(line, spans.get(index) ?? []));
}

/** The parts of a line between its spans. */
export function shownParts(line: string, spans: readonly Span[]): readonly Span[] {
  const parts: Span[] = [];
  let from = 0;
  for (const [start, end] of spans) {
    if (start > from) parts.push([from, start]);
    from = Math.max(from, end);
  }
  if (from < line.length) parts.push([from, line.length]);
  return parts;
}

function spansOfLine(line: string): readonly Span[] {
  const found: Span[] = [];
  for (const pattern of [dataUri, drawing, numbers, mappings])
    for (const match of line.matchAll(pattern)) found.push(spanOf(match));
  found.push(...numberSpans(line));
  if (line.length >= minRunChars)
    for (const match of line.matchAll(run)) if (looksEncoded(match[0])) found.push(spanOf(match));
  return merged(found);
}

/** Long runs of decimal numbers. */
function numberSpans(line: string): readonly Span[] {
  const found: Span[] = [];
  let count = 0;
  let [start, end] = [0, 0];
  const finish = (): void => {
    if (count >= minNumbers) found.push([start, end]);
  };
  for (const match of line.matchAll(decimal)) {
    const isNext = count > 0 && betweenNumbers.test(line.slice(end, match.index));
    if (!isNext) {
      finish();
      [start, count] = [match.index, 0];
    }
    count++;
    end = match.index + match[0].length;
  }
  finish();
  return found;
}

function spanOf(match: RegExpExecArray): Span {
  return [match.index, match.index + match[0].length];
}

function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1])
      result[result.length - 1] = [last[0], Math.max(last[1], end)];
    else result.push([start, end]);
  }
  return result;
}

/** First and last lines of the blocks of encoded data. */
function* blocksOf(lines: readonly string[]): Generator<readonly [first: number, last: number]> {
  for (let index = 0; index < lines.length; index++) {
    const end = pemBegin.test(lines[index] ?? '')
      ? pemBodyEnd(lines, index + 1)
      : blockEnd(lines, index);
    if (end === null) continue;
    const first = pemBegin.test(lines[index] ?? '') ? index + 1 : index;
    if (end >= first) yield [first, end];
    index = Math.max(index, end);
  }
}

/** Last line of a PEM block's body; null if the block does not end. */
function pemBodyEnd(lines: readonly string[], first: number): number | null {
  for (let index = first; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (pemEnd.test(line)) return index - 1;
    if (/\s/.test(unwrapped(line)) && !/^[\w-]+: /.test(unwrapped(line))) return null;
  }
  return null;
}

function blockEnd(lines: readonly string[], first: number): number | null {
  const kind = blockKinds.find(({ test }) => test(lines[first] ?? ''));
  if (kind === undefined) return null;
  let end = first;
  while (end < lines.length && kind.test(lines[end] ?? '')) end++;
  if (end - first < kind.minLines) return null;
  return kind.test === isEncodedLine && isLastLine(lines[end] ?? '') ? end : end - 1;
}

function unwrapped(line: string): string {
  return line.replace(wrapperBefore, '').replace(wrapperAfter, '');
}

function isEncodedLine(line: string): boolean {
  if (line.length < minLineChars || line.length > maxLineChars) return false;
  const own = unwrapped(line);
  return encodedLine.test(own) && looksEncoded(own);
}

function isDumpLine(line: string): boolean {
  return line.length >= minLineChars && line.length <= maxLineChars && dumpLine.test(line);
}

function isNumberLine(line: string): boolean {
  return line.length >= minLineChars && line.length <= maxLineChars && numberLine.test(line);
}

const blockKinds = [
  { test: isEncodedLine, minLines: minBlockLines },
  { test: isDumpLine, minLines: minDumpLines },
  { test: isNumberLine, minLines: minNumberLines },
] as const;

/** The last line of a block: shorter, and not a word. */
function isLastLine(line: string): boolean {
  const own = unwrapped(line);
  return (
    lastLine.test(own) &&
    (/=$/.test(own) || (/[a-z]/.test(own) && /[A-Z]/.test(own) && /\d/.test(own)))
  );
}

/**
 * Whether text looks encoded. Names, paths and rulers do not: they consist of words or of one
 * character.
 */
export function looksEncoded(text: string): boolean {
  const own = text.slice(0, sampleChars).replace(/\\x|\\[nrt/]|%[0-9A-Fa-f]{2}|[=\\]/g, '');
  if (own.split(/[^A-Za-z0-9]/).some(({ length }) => length >= endlessChars)) return true;
  const hasDigit = /\d/.test(own);
  if (/^(?:[0-9a-f]+|[0-9A-F]+)$/.test(own)) return hasDigit && /[a-f]/i.test(own);
  if (hasDigit && /^[A-Z2-7]+$/.test(own)) return true;
  if (!/[a-z]/.test(own) || !/[A-Z]/.test(own)) return false;
  const inWords = own.match(/[a-z]{4,}/g)?.join('').length ?? 0;
  return inWords < (hasDigit ? maxWordShare : maxWordShareOfLetters) * own.length;
}
