import type { SourceLines } from '../../domain.ts';
import { isStopWord } from '../../retrieval/question/stopWords.ts';
import { codeRanges } from './codeRanges.ts';
import type { TextRange } from './markdownBlocks.ts';

/**
 * The grammar of citation marks, for everything that reads or writes them. Marks are `[1]`,
 * `[1, 3]`, `[1-3]`, `[1 and 2]`, `[^1]`, `[Source 1]`, `(source 1)` and `【1】`; `[2:14-19]` names
 * lines of a source. A mark is never in code, in a link or after an identifier: `argv[1]` is code
 * without backticks.
 */
export interface CitationMark extends TextRange {
  /** The sources it names, in order: single ones and ranges, both ends included. */
  readonly parts: readonly { readonly first: number; readonly last: number }[];
  /** Lines of the source's file, if the mark quotes some of a single source. */
  readonly lines?: SourceLines;
}

/** The marks of a text that is still being written. */
export interface GrowingMarks {
  /** The marks recognized so far. The last one may still turn out to be the text of a link. */
  readonly marks: readonly CitationMark[];
  /** Start of an unfinished mark at the end of the text; the text's length if there is none. */
  readonly open: number;
  /** Whatever follows, the marks up to here, and the space before each, cannot change. */
  readonly settled: number;
}

const words = ['sources', 'references', 'refs', 'ref', 'source', 'reference'] as const;
const word = `(?:${words.join('|')})`;
const number = String.raw`(?:${word}[ \t]{0,2}[.:#]?[ \t]{0,2})?\^?[1-9]\d{0,2}`;
const part = String.raw`${number}(?:[ \t]{0,2}[-–—][ \t]{0,2}${number})?`;
const comma = String.raw`[ \t]{0,3}[,;&，；、](?:[ \t]{0,3}and[ \t])?`;
const separator = String.raw`(?:${comma}|[ \t]{1,3}and[ \t])[ \t]{0,3}`;
const list = String.raw`[ \t]{0,2}${part}(?:${separator}${part})*[ \t]{0,2}`;
const quoting = String.raw`\[[1-9]\d{0,2}:[1-9]\d{0,6}-[1-9]\d{0,6}\]`;
const written = new RegExp(
  String.raw`${quoting}|` +
    String.raw`\[${list}\]|［${list}］|【${list}(?:†[^】\n]{0,40})?】|` +
    String.raw`\((?=[ \t]{0,2}${word}\b)${list}\)`,
  'giu',
);
const named = /(\d+)(?:[ \t]*[-–—][^\d,;&，；、]*(\d+))?/g;
/** A range of more sources than any answer has is not a mark. */
const maxRange = 50;

/** The beginning of a mark at the end of a text, including letters of an unfinished word. */
const begun = new RegExp(
  String.raw`(?:[[［【]|\((?=[ \t]*(?:s|r|$)))` +
    String.raw`(?:[\d \t,;&，；、:#^–—-]|(?:${word}|and)(?![a-z]))*` +
    String.raw`(?:${beginnings([...words, 'and'])})?$|【[\d ,]+†[^】\n]*$`,
  'iu',
);
/** Anything longer is not a mark. */
const maxMarkLength = 80;

/**
 * The marks of a finished text, in order. They may name sources that do not exist; `sourcesOf`
 * checks.
 */
export function citationMarks(text: string): readonly CitationMark[] {
  return findMarks(text, codeRanges(text, false).ranges);
}

/** The marks of a text that is still being written. */
export function growingMarks(text: string): GrowingMarks {
  const { ranges, decided } = codeRanges(text, true);
  const all = findMarks(text, ranges);
  const marks = all.filter(({ start }) => start < decided);
  const unsure = all.find(({ start, end }) => start >= decided || end === text.length);
  const open = beginningOfMark(text, ranges, all.at(-1)?.end ?? 0);
  const first = Math.min(unsure?.start ?? text.length, open);
  return { marks, open, settled: text[first - 1] === ' ' ? first - 1 : first };
}

/** The known sources that a mark names. A range counts if both its ends are known. */
export function sourcesOf(
  { parts }: CitationMark,
  isKnown: (source: number) => boolean,
): readonly number[] {
  return parts.flatMap(({ first, last }) =>
    isKnown(first) && isKnown(last)
      ? Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(isKnown)
      : [],
  );
}

/**
 * Replaces the prompt's source numbers with those shown to the user, and removes marks of any other
 * source.
 * @param marks those of `text`, if already known.
 */
export function translateMarks(
  text: string,
  numbers: ReadonlyMap<number, number>,
  marks: readonly CitationMark[] = citationMarks(text),
): string {
  let translated = '';
  let done = 0;
  for (const mark of marks) {
    const known = sourcesOf(mark, (source) => numbers.has(source)).flatMap(
      (source) => numbers.get(source) ?? [],
    );
    const before = text.slice(done, mark.start);
    const lines = mark.lines === undefined ? '' : `:${mark.lines.first}-${mark.lines.last}`;
    translated +=
      known.length > 0 ? `${before}[${known.join(', ')}${lines}]` : before.replace(/ $/, '');
    done = mark.end;
  }
  return translated + text.slice(done);
}

/** The text without its marks. */
export function withoutMarks(text: string): string {
  return translateMarks(text, new Map());
}

function findMarks(text: string, code: readonly TextRange[]): readonly CitationMark[] {
  const marks: CitationMark[] = [];
  let codeEnd = 0;
  let next = 0;
  for (const { 0: mark, index } of text.matchAll(written)) {
    for (; (code[next]?.start ?? Infinity) <= index; next++)
      codeEnd = Math.max(codeEnd, code[next]?.end ?? 0);
    goesOn.lastIndex = index + mark.length;
    const isOther = mark.startsWith('[') && goesOn.test(text);
    if (isOther || index < codeEnd || !standsAlone(text, index, marks.at(-1)?.end ?? 0)) continue;
    const range = { start: index, end: index + mark.length };
    const lines = quotedLines(mark);
    const parts = Array.from(
      mark.replace(lines === null ? /†.*/ : /:.*/, '').matchAll(named),
      ([, first = '', last = first]) => ({
        first: Number(first),
        last: Number(last),
      }),
    );
    if (lines !== null) marks.push({ ...range, parts, lines });
    else if (parts.every(({ first, last }) => last >= first && last - first < maxRange))
      marks.push({ ...range, parts });
  }
  return marks;
}

/** The lines that `[2:14-19]` names, null for any other mark. */
function quotedLines(mark: string): SourceLines | null {
  const [, first, last] = /^\[\d+:(\d+)-(\d+)\]$/.exec(mark) ?? [];
  return first === undefined ? null : { first: Number(first), last: Number(last) };
}

function beginningOfMark(text: string, code: readonly TextRange[], lastEnd: number): number {
  const from = Math.max(0, text.length - maxMarkLength);
  const found = begun.exec(text.slice(from));
  if (found === null) return text.length;
  const start = from + found.index;
  const isCode = code.some((range) => range.start <= start && start < range.end);
  return isCode || !standsAlone(text, start, lastEnd) ? text.length : start;
}

/** After a bracket: the address of a link, or the rest of a type such as `[4]byte`. */
const goesOn = /[(\p{Ll}_]/uy;
const identifierEnd = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{M}\p{N}_$]+$/u;
const linkAddress = /\]\([^\s()]*$/;
/** Enough characters for the context before a mark. */
const contextLength = 100;

/**
 * Whether a bracket at `start` is not an index, a call, an escape or part of a link's address.
 * @param lastEnd where the mark before it ends.
 */
function standsAlone(text: string, start: number, lastEnd: number): boolean {
  if (start === lastEnd) return true;
  const before = text.slice(Math.max(0, start - contextLength), start);
  if (/[\])}\\]$|\?\.$/.test(before) || linkAddress.test(before)) return false;
  const identifier = identifierEnd.exec(before)?.[0];
  return identifier === undefined || isSentenceWord(identifier);
}

/** `So[1]`: a capitalized word like `So` or `This` begins a sentence and names nothing. */
function isSentenceWord(identifier: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(identifier) && isStopWord(identifier.toLowerCase());
}

/** A pattern for every beginning of the words, longest first. */
function beginnings(of: readonly string[]): string {
  const all = of.flatMap((one) => Array.from(one, (_, index) => one.slice(0, index + 1)));
  return [...new Set(all)].sort((a, b) => b.length - a.length).join('|');
}
