import { chunkText } from '../../core/chunking/chunkText.ts';
import type { RangeOf } from '../../core/chunking/chunkText.ts';
import { shortenSymbol } from '../../core/chunking/chunkSymbol.ts';
import { encloseOutline } from '../../core/chunking/outline/encloseOutline.ts';
import type { Outline } from '../../core/chunking/outline/outline.ts';
import { plainOutline } from '../../core/chunking/outline/plainOutline.ts';
import { headingsOf, sectionOutline } from '../../core/chunking/outline/sectionOutline.ts';
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
) => Promise<readonly Chunk[]>;

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
    const outline = encloseOutline(
      await outlineOf(lines, language),
      shortenSymbol(heading, ' ', tokenizer),
    );
    return inSlices(chunkText(lines, outline, tokenizer, rangeOf));
  };
}
