import { encodingNamed } from './encodingNames.ts';
import type { EncodingId } from './encodingNames.ts';

/**
 * Lines to search from the top (as Emacs, Vim and Python do) and from the end (as Emacs and Vim
 * do).
 */
const topLines = 2;
const endLines = 10;
/**
 * HTML requires its declaration within the first 1,024 bytes, but pages with comments and long
 * heads exceed that.
 */
const headChars = 4096;

const name = '([A-Za-z][\\w.:-]*)';
/** PEP 263. Ruby's magic comments, Emacs' `-*-` line and Vim's modelines match it too. */
const codingLine = new RegExp(`coding[:=]\\s*["']?${name}`, 'i');
const comment = /^\s*(?:#|\/\/|\/\*|\*|--|;|%|<!--|"|'|\.\.|=|\(\*|\{-|REM\b|dnl\b)/i;
const vimLine = new RegExp(`\\b(?:vim?|ex):.*\\b(?:fileencoding|fenc)=${name}`);
const emacsBlock = /\bLocal Variables:/;
const emacsVariable = new RegExp(`^\\W*coding:\\s*${name}\\s*\\W*$`);

/** Declarations of a format, anywhere in the head. */
const formats = [
  `^\\s*<\\?xml\\s[^>]*\\bencoding\\s*=\\s*["']${name}`,
  `<meta\\s[^>]*\\bcharset\\s*=\\s*["']?\\s*${name}`,
  `^@charset\\s+["']${name}`,
  `^"Content-Type:[^"\\n]*\\bcharset=${name}`,
  `^\\s*\\\\usepackage\\[${name}\\]\\{inputenc\\}`,
  `^=encoding\\s+${name}`,
].map((pattern) => new RegExp(pattern, 'im'));

/**
 * The encoding that a file declares: by PEP 263, HTML, XML, CSS, gettext, LaTeX, or lines for Emacs
 * and Vim.
 * @param head the first bytes, read as Latin-1.
 * @param tail the last bytes, read as Latin-1.
 * @returns undefined if it declares none, or one that VS Code does not know.
 */
export function declaredEncoding(head: string, tail: string): EncodingId | undefined {
  const begin = head.slice(0, headChars);
  const top = begin.split(/\r\n|\n|\r/, topLines).filter((line) => comment.test(line));
  const end = tail
    .split(/\r\n|\n|\r/)
    .slice(-endLines)
    .filter((line) => comment.test(line));
  const found =
    firstMatch(codingLine, top) ??
    firstMatch(vimLine, [...top, ...end]) ??
    (end.some((line) => emacsBlock.test(line)) ? firstMatch(emacsVariable, end) : undefined) ??
    formats.map((format) => format.exec(begin)?.[1]).find((match) => match !== undefined);
  return found === undefined ? undefined : encodingNamed(found);
}

function firstMatch(pattern: RegExp, lines: readonly string[]): string | undefined {
  return lines.map((line) => pattern.exec(line)?.[1]).find((match) => match !== undefined);
}
