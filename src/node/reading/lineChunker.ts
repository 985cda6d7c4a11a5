import { chunkText } from '../../core/chunking/chunkText.ts';
import type { LeftOutSpans, RangeOf } from '../../core/chunking/chunkText.ts';
import { shortenSymbol } from '../../core/chunking/chunkSymbol.ts';
import { encloseOutline } from '../../core/chunking/outline/encloseOutline.ts';
import { keywordLanguages } from '../../core/chunking/keywords/keywordLanguages.ts';
import { keywordOutline } from '../../core/chunking/keywords/keywordOutline.ts';
import { embeddedBlocks } from '../../core/chunking/outline/embeddedBlocks.ts';
import { withBlocks } from '../../core/chunking/outline/withBlocks.ts';
import type { OutlinedBlock } from '../../core/chunking/outline/withBlocks.ts';
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
 * Cuts the lines of a text into chunks, as its language suggests. `heading` is the heading above
 * the text, if it is not part of it.
 */
export type LineChunker = (
  lines: readonly string[],
  language: string,
  rangeOf: RangeOf,
  heading?: string,
) => Promise<ChunkedLines>;

export interface ChunkedLines {
  readonly chunks: readonly Chunk[];
  /**
   * The number of lines that are left out of the chunks, in whole or in part, because they contain
   * encoded data.
   */
  readonly linesLeftOut: number;
}

/** Joins the parts of a document. */
export function joinChunked(parts: readonly ChunkedLines[]): ChunkedLines {
  return {
    chunks: parts.flatMap(({ chunks }) => chunks),
    linesLeftOut: parts.reduce((sum, { linesLeftOut }) => sum + linesLeftOut, 0),
  };
}

/**
 * Cuts code by its syntax tree or, without a grammar, by keywords, texts with headings by their
 * headings, and the rest by blank lines and indentation. Code that does not parse in time counts
 * as the rest.
 * @param log receives why a parser failed.
 */
export function createLineChunker(log?: (line: string) => void): LineChunker {
  const tokenizer = loadWordPiece();
  const syntaxParser = createSyntaxParser(undefined, log);

  async function outlineOf(lines: readonly string[], language: string): Promise<Outline> {
    const outline = await ownOutline(lines, language);
    const blocks: OutlinedBlock[] = [];
    for (const block of embeddedBlocks(lines, language)) {
      const inner = await ownOutline(lines.slice(block.start, block.end + 1), block.language);
      blocks.push({ start: block.start, outline: inner });
    }
    return withBlocks(outline, blocks);
  }

  async function ownOutline(lines: readonly string[], language: string): Promise<Outline> {
    const headings = headingsOf.get(language)?.(lines);
    if (headings !== undefined) return sectionOutline(lines, headings, tokenizer);
    const keywords = own(keywordLanguages, language);
    if (keywords !== undefined) return keywordOutline(lines, keywords, tokenizer);
    const syntax = own(syntaxLanguages, language);
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

/** A notebook may name any language, `constructor` included. */
function own<T>(languages: Readonly<Record<string, T>>, language: string): T | undefined {
  return Object.hasOwn(languages, language) ? languages[language] : undefined;
}

function shownLines(lines: readonly string[], leftOut: LeftOutSpans): readonly string[] {
  return leftOut.size === 0
    ? lines
    : lines.map((line, index) => withoutSpans(line, leftOut.get(index) ?? []));
}
