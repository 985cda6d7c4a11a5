import MarkdownIt from 'markdown-it';
import type { MarkdownIt as MarkdownParser, StateBlock, StateInline } from 'markdown-it';
import { OpenFences } from '../../src/core/answering/text/openFences.ts';

/**
 * Markdown as models write it about code. Without `text_join`, escapes stay separate tokens that
 * know how they were written, which positions need. Without `reference`, a model that lists its
 * sources (`[1]: https://…`) cannot turn its own marks into links. Without `lheading`, a line does
 * not briefly become a heading when a list begins after it.
 */
export function createMarkdown(): MarkdownParser {
  const markdown = new MarkdownIt({ html: false }).disable(['text_join', 'reference', 'lheading']);
  markdown.inline.ruler.at('emphasis', readEmphasis);
  markdown.block.ruler.at('fence', readFence, { alt: ['paragraph', 'blockquote', 'list'] });
  return markdown;
}

/** Letters and digits of names in code; Chinese or Korean words next to an asterisk are prose. */
const nameCharacter = String.raw`[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{N}_$]`;
const beforeOpening = new RegExp(
  String.raw`(?:^|[\s\p{Ps}\p{Pi}\p{Pd}"':;,!*~]|(?![\x00-\x7f])(?!${nameCharacter})[^])$`,
  'u',
);
const afterOpening = new RegExp(
  String.raw`^(?:[\p{L}\p{N}"'\x60[(<$@#_*~-]|(?![\x00-\x7f])\S)`,
  'u',
);
const beforeClosing = /[^\s/\\([{]$/u;
const afterClosing = new RegExp(String.raw`^(?!${nameCharacter}|\.${nameCharacter}|/)`, 'u');
/**
 * Bold words may begin with a dot or a slash, as in `**.env**`: their end distinguishes them from a
 * glob pattern.
 */
const boldWords = /^\*\*[^\s*](?:[^*\n]*[\p{L}\p{N}_)\]"'`])?\*\*(?![\p{L}\p{N}_*.])/u;

/**
 * Emphasis with asterisks, where they cannot be code: those of `2*3*4`, a glob pattern and a
 * pointer are kept. Underscores are always part of a name, as in `__init__`.
 */
function readEmphasis(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (silent || src[pos] !== '*') return false;
  const { length, can_open, can_close } = state.scanDelims(pos, true);
  const before = src.slice(Math.max(0, pos - 2), pos);
  const after = src.slice(pos + length, pos + length + 4);
  const isBold = length === 2 && boldWords.test(src.slice(pos));
  const open =
    can_open &&
    (beforeOpening.test(before) || (isBold && before.endsWith('/'))) &&
    (isBold || afterOpening.test(after));
  const close =
    can_close &&
    beforeClosing.test(before) &&
    (afterClosing.test(after) || (length === 2 && after.startsWith('/')));
  for (let count = 0; count < length; count++) {
    state.push('text', '', 0).content = '*';
    if (open || close)
      state.delimiters.push({
        marker: 42,
        length,
        token: state.tokens.length - 1,
        end: -1,
        open,
        close,
      });
  }
  state.pos += length;
  return true;
}

/** Fenced code. A Markdown fence may contain other fences (`OpenFences`). */
function readFence(state: StateBlock, first: number, end: number, silent: boolean): boolean {
  const lineAt = (line: number): string =>
    ' '.repeat(Math.max(0, (state.sCount[line] ?? 0) - state.blkIndent)) +
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
  const [, run, info] = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(lineAt(first)) ?? [];
  if (run === undefined || info === undefined) return false;
  if (silent) return true;
  const fences = new OpenFences();
  fences.read(lineAt(first));
  let next = first + 1;
  const isInside = (): boolean =>
    next < end && (lineAt(next) === '' || (state.sCount[next] ?? 0) >= state.blkIndent);
  while (fences.isOpen && isInside()) fences.read(lineAt(next++));
  const token = state.push('fence', 'code', 0);
  token.info = info;
  token.content = state.getLines(
    first + 1,
    fences.isOpen ? next : next - 1,
    state.sCount[first] ?? 0,
    true,
  );
  token.markup = run;
  token.map = [first, next];
  state.line = next;
  return true;
}

/** Characters that a preceding backslash keeps from being Markdown. */
const escapable = /[*_`[\]<>#|\\]/;
/** A word with these is a path or a regular expression, whose backslashes are literal. */
const ownBackslash = /^\W*[A-Za-z]:\\|\\[\p{L}\p{N}]/u;
const contextLength = 200;

/**
 * Whether the backslash at `at` escapes the next character; otherwise it is shown, as in `\d+\.\d`
 * and `C:\_x`.
 */
export function isEscape(text: string, at: number): boolean {
  const character = text[at + 1] ?? '';
  const before = text.slice(Math.max(0, at - contextLength), at);
  if (/[.)]/.test(character)) return /(?:^|\n)[ \t>]*\d{1,9}$/.test(before);
  if (/[-+]/.test(character)) return /(?:^|\n)[ \t>]*$/.test(before);
  if (!escapable.test(character)) return false;
  const word =
    (/\S*$/.exec(before)?.[0] ?? '') + (/^\S*/.exec(text.slice(at, at + contextLength))?.[0] ?? '');
  return !ownBackslash.test(word);
}
