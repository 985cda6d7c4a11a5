import { citationMarks } from './citationMarks.ts';
import { codeSpans, proseBlocks } from './markdownBlocks.ts';
import type { TextRange } from './markdownBlocks.ts';

/**
 * Abbreviations that are always followed by another word, and those that may also end a sentence.
 */
const leading = new Set([
  'e.g',
  'i.e',
  'cf',
  'vs',
  'mr',
  'mrs',
  'ms',
  'dr',
  'prof',
  'fig',
  'figs',
  'eq',
  'sec',
  'ch',
  'approx',
  'resp',
  'viz',
]);
const trailing = new Set(['etc', 'al', 'inc', 'ltd', 'a.m', 'p.m', 'u.s', 'ca']);

/**
 * What ends a sentence. Quotes, brackets, emphasis and source marks after it still belong to the
 * sentence.
 */
const terminator = /[.!?…]+|[。！？]+/g;
const closers = /[)"'”’»*_]*/y;

/**
 * Sentences of a Markdown text, in order. Headings, list items and table rows are separate
 * sentences even without a full stop. Fenced code is ignored. A dot in a code span, a file name
 * (`app.py:3`), a number or an abbreviation does not end a sentence.
 */
export function splitSentences(text: string): readonly TextRange[] {
  const marks = new Map(citationMarks(text).map(({ start, end }) => [start, end]));
  return proseBlocks(text).flatMap((block) => splitBlock(text, block, marks));
}

/** @param marks the end of each source mark by its start. */
function splitBlock(
  text: string,
  block: TextRange,
  marks: ReadonlyMap<number, number>,
): readonly TextRange[] {
  const prose = text.slice(0, block.end);
  const { spans: code } = codeSpans(text, block);
  const sentences: TextRange[] = [];
  let start = block.start;
  const take = (end: number): void => {
    const sentence = trimmed(prose, start, end);
    if (/[\p{L}\p{N}]/u.test(prose.slice(sentence.start, sentence.end))) sentences.push(sentence);
    start = end;
  };
  terminator.lastIndex = block.start;
  for (let found = terminator.exec(prose); found !== null; found = terminator.exec(prose)) {
    const { index } = found;
    const span = code.find((range) => range.start <= index && index < range.end);
    if (span !== undefined) {
      terminator.lastIndex = span.end;
      continue;
    }
    const end = withClosers(prose, terminator.lastIndex, marks);
    terminator.lastIndex = end;
    if (endsSentence(prose, start, { index, marks: found[0], next: end })) take(end);
  }
  take(block.end);
  return sentences;
}

/** Where the quotes, brackets, emphasis and source marks at `from` end. */
function withClosers(prose: string, from: number, marks: ReadonlyMap<number, number>): number {
  let end = from;
  for (;;) {
    closers.lastIndex = end;
    closers.test(prose);
    const closed = closers.lastIndex;
    const markEnd =
      marks.get(closed) ?? marks.get(/[ \t]/.test(prose[closed] ?? '') ? closed + 1 : -1);
    if (markEnd === undefined) return closed;
    end = markEnd;
  }
}

/**
 * Punctuation at `index` that may end a sentence; `next` is after everything that belongs to it.
 */
interface PossibleEnd {
  readonly index: number;
  readonly marks: string;
  readonly next: number;
}

/** Whether the sentence that began at `start` ends here. */
function endsSentence(prose: string, start: number, { index, marks, next }: PossibleEnd): boolean {
  if (/^[。！？]/.test(marks)) return true;
  const following = /^\s+(\S)/.exec(prose.slice(next, next + 40));
  if (following === null) return prose.slice(next).trim() === '';
  const continues = /^\p{Ll}/u.test(following[1] ?? '');
  if (marks === '…' || marks.startsWith('..')) return !continues;
  if (marks !== '.') return true;
  const word = /[\p{L}\p{N}.]*$/u.exec(prose.slice(start, index))?.[0].toLowerCase() ?? '';
  if (leading.has(word) || /^\p{L}$/u.test(word)) return false;
  if (word === 'no') return !/^\d/.test(following[1] ?? '');
  return !(trailing.has(word) && continues);
}

function trimmed(text: string, start: number, end: number): TextRange {
  const piece = text.slice(start, end);
  const from = start + piece.length - piece.trimStart().length;
  return { start: from, end: Math.max(from, start + piece.trimEnd().length) };
}
