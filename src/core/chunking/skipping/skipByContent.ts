import { anyOf } from '../anyOf.ts';
import type { SkipReason } from '../../domain.ts';

/**
 * Lines longer than this are no person's, in a language where people break lines; in HTML a
 * paragraph may be one.
 */
const longLineChars = 500;
const longHtmlLineChars = 2000;
/** A short file of one long line may still have been written by hand. */
const minifiedFromChars = 5000;
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
/** Where generators leave their note. */
const noteLines = 15;
const commentLine = /^\s*(?:\/[/*]|\*|#|--|;|<!--|%|'|"""|rem\b)/i;
/** Marks that generators leave for tools to skip the file. */
const generatedMark = anyOf(
  /@generated\b|<auto-?generated/,
  /generated\b.*\bDO NOT (?:EDIT|MODIFY)\b|\bDO NOT (?:EDIT|MODIFY)\b.*generated/,
  /[Gg]enerated by the protocol buffer compiler/,
  /\b[Aa]uto(?:matically)?[ -]?generated\b.*\b[Dd]o not (?:edit|modify|change)\b/,
);
/**
 * Remarks for people: such a file may be the only place where a method stands that they ask about.
 */
const generatedRemark = anyOf(
  /\bgenerated\b.*\bdo not (?:edit|modify|change)\b/i,
  /\bdo not (?:edit|modify|change)\b.*\bgenerated\b/i,
  new RegExp(
    String.raw`\bthis (?:\w+ )?(?:file|code|module|source|header|class|document)\b.*` +
      String.raw`\b(?:is|was|been) auto(?:matically)?[ -]?generated\b`,
    'i',
  ),
  /^\W*auto(?:matically)?[ -]?generated (?:by|from|file|code)\b/i,
);
/** secretlint knows the other kinds of keys. */
const pgpKey = /^-----BEGIN PGP PRIVATE KEY BLOCK-----/;

/**
 * Why a text is left out by what is in it: minified, marked as generated, or a key; null for most.
 */
export function skipByContent(lines: readonly string[], language: string): SkipReason | null {
  if (
    !longLined.has(language) &&
    isMinified(lines, language === 'html' ? longHtmlLineChars : longLineChars)
  )
    return 'minified';
  if (pgpKey.test(lines[0] ?? '')) return 'secret';
  return hasNote(lines, generatedMark) ? 'generated' : null;
}

function isMinified(lines: readonly string[], longFrom: number): boolean {
  let chars = 0;
  let inLongLines = 0;
  for (const { length } of lines) {
    chars += length;
    if (length > longFrom) inLongLines += length;
  }
  return chars >= minifiedFromChars && inLongLines > chars / 2;
}

/**
 * True for a text that says it was generated, though not in the way that tools agree on. It is
 * indexed, and yields to what people wrote.
 */
export function isSaidToBeGenerated(lines: readonly string[]): boolean {
  return hasNote(lines, generatedRemark);
}

function hasNote(lines: readonly string[], note: RegExp): boolean {
  return lines
    .slice(0, noteLines)
    .some((line) => line.length < longLineChars && commentLine.test(line) && note.test(line));
}
