import type { SkipReason } from '../../domain.ts';
import { isMarkedGenerated } from './generatedNote.ts';
import { isWrappedCode, longDataLines } from './longLines.ts';

/** With at least this many other lines of code, a file is more than a licence above a bundle. */
const minOwnLines = 3;
const hasWord = /[\w\u0080-\uffff]/;
const commentLine = /^\s*(?:\/[/*]|\*|#|--|;|<!--|%|'|"""|rem\b)/i;
/** secretlint detects the other kinds of keys. */
const pgpKey = /^-----BEGIN PGP PRIVATE KEY BLOCK-----/;

/**
 * Why a text is left out for its content: minified, marked as generated, or a key; null for most.
 */
export function skipByContent(lines: readonly string[], language: string): SkipReason | null {
  if (pgpKey.test(lines[0] ?? '')) return 'secret';
  if (isSourceMap(lines)) return 'generated';
  if (isMinified(lines, language)) return 'minified';
  return isMarkedGenerated(lines, language) ? 'generated' : null;
}

/** Whether a text is nothing but long lines of data, or wrapped minified code, and comments. */
function isMinified(lines: readonly string[], language: string): boolean {
  const long = longDataLines(lines, language);
  return (long.size > 0 && ownLines(lines, long) < minOwnLines) || isWrappedCode(lines, language);
}

function ownLines(lines: readonly string[], long: ReadonlySet<number>): number {
  let count = 0;
  let inComment = false;
  for (const [index, line] of lines.entries()) {
    if (long.has(index)) continue;
    if (/^\s*\/\*/.test(line)) inComment = true;
    if (!inComment && !commentLine.test(line) && hasWord.test(line)) count++;
    if (line.includes('*/')) inComment = false;
  }
  return count;
}

/** A source map under any name (https://tc39.es/ecma426). */
function isSourceMap(lines: readonly string[]): boolean {
  return (
    /^(?:\)\]\}'?|\{)/.test(lines[0] ?? '') &&
    lines.some((line) => /"version"\s*:\s*3\b/.test(line)) &&
    lines.some((line) => /"mappings"\s*:\s*"[A-Za-z0-9+/,;]*"/.test(line))
  );
}
