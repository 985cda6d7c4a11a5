import { chunkText } from '../../core/chunking/chunkText.ts';
import type { LeftOutSpans, RangeOf } from '../../core/chunking/chunkText.ts';
import { shortenSymbol } from '../../core/chunking/chunkSymbol.ts';
import { encloseOutline } from '../../core/chunking/outline/encloseOutline.ts';
import type { Outline } from '../../core/chunking/outline/outline.ts';
import { plainOutline } from '../../core/chunking/outline/plainOutline.ts';
import { headingsOf, sectionOutline } from '../../core/chunking/outline/sectionOutline.ts';
import { withoutSpans } from '../../core/chunking/skipping/encodedSpans.ts';
import { leftOutSpans } from '../../core/chunking/skipping/leftOutSpans.ts';
import { syntaxLanguages } from '../../core/chunking/syntax/syntaxLanguages.ts';
import { syntaxOutline } from '../../core/chunking/syntax/syntaxOutline.ts';
import type { Chunk } from '../../core/domain.ts';
import { inSlices } from '../vectors/inSlices.ts';
import { loadWordPiece } from '../embedding/loadWordPiece.ts';
import { createSyntaxParser } from './treeSitterParser.ts';

/**
 * Cuts the lines of one text into chunks, as its language suggests. `heading` is what the text
 * stands below, where that is not in it.
 */
export type LineChunker = (
  lines: readonly string[],
  language: string,
  rangeOf: RangeOf,
  heading?: string,
) => Promise<ChunkedLines>;

export interface ChunkedLines {
  readonly chunks: readonly Chunk[];
  /** Lines that are in no chunk, or not as a whole, for the data in them. */
  readonly linesLeftOut: number;
}

/** The parts of a document as one. */
export function joinChunked(parts: readonly ChunkedLines[]): ChunkedLines {
  return {
    chunks: parts.flatMap(({ chunks }) => chunks),
    linesLeftOut: parts.reduce((sum, { linesLeftOut }) => sum + linesLeftOut, 0),
  };
}

/**
 * Code by its syntax tree, texts with headings by these, the rest (and code that does not parse in
 * time) by blank lines and indents. `log` takes why a parser failed.
 */
export function createLineChunker(log?: (line: string) => void): LineChunker {
  const tokenizer = loadWordPiece();
  const syntaxParser = createSyntaxParser(undefined, log);

  async function outlineOf(lines: readonly string[], language: string): Promise<Outline> {
    const headings = headingsOf.get(language)?.(lines);
    if (headings !== undefined) return sectionOutline(lines, headings, tokenizer);
    // A notebook may name any language, `constructor` included.
    const syntax = Object.hasOwn(syntaxLanguages, language) ? syntaxLanguages[language] : undefined;
    const root = syntax === undefined ? null : await syntaxParser.parse(lines, syntax);
    return syntax === undefined || root === null
      ? plainOutline(lines)
      : syntaxOutline(root, syntax, lines, tokenizer);
  }

  return async (lines, language, rangeOf, heading = '') => {
    const leftOut = leftOutSpans(lines, language);
    const outline = encloseOutline(
      await outlineOf(shownLines(lines, leftOut), language),
      shortenSymbol(heading, ' ', tokenizer),
    );
    const chunks = await inSlices(chunkText(lines, outline, tokenizer, { rangeOf, leftOut }));
    return { chunks, linesLeftOut: leftOut.size };
  };
}

function shownLines(lines: readonly string[], leftOut: LeftOutSpans): readonly string[] {
  return leftOut.size === 0
    ? lines
    : lines.map((line, index) => withoutSpans(line, leftOut.get(index) ?? []));
}
