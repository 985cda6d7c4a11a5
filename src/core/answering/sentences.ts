import { codeSpans, proseBlocks } from './markdownBlocks.ts';
import type { TextRange } from './markdownBlocks.ts';

/** Abbreviations that another word always follows, and those that may also end a sentence. */
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
 * What ends a sentence, with the quotes, brackets, emphasis and source marks that still belong to
 * it.
 */
const terminator =
  /([.!?…]+|[。！？]+)(?:[)"'”’»*_]|[ \t]?\[\d{1,3}(?:[ \t]*,[ \t]*\d{1,3})*\](?!\())*/g;

/**
 * Sentences of a Markdown text, in order. Headings, list items and table rows are sentences of
 * their own even without a full stop; fenced code is in none; a dot in a code span, a file name
 * (`app.py:3`), a number or an abbreviation ends nothing.
 */
export function splitSentences(text: string): readonly TextRange[] {
  return proseBlocks(text).flatMap((block) => splitBlock(text, block));
}

function splitBlock(text: string, block: TextRange): readonly TextRange[] {
  const prose = text.slice(0, block.end);
  const code = codeSpans(text, block);
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
    if (span !== undefined) terminator.lastIndex = span.end;
    else if (
      endsSentence(prose, start, { index, marks: found[1] ?? '', next: terminator.lastIndex })
    )
      take(terminator.lastIndex);
  }
  take(block.end);
  return sentences;
}

/** Marks that may end a sentence, at `index`; `next` is after all that belongs to them. */
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
