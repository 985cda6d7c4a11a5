import { chunkText } from '../core/chunking/chunkText.ts';
import type { RangeOf } from '../core/chunking/chunkText.ts';
import { shortenSymbol } from '../core/chunking/chunkSymbol.ts';
import { encloseOutline } from '../core/chunking/encloseOutline.ts';
import type { Outline } from '../core/chunking/outline.ts';
import { plainOutline } from '../core/chunking/plainOutline.ts';
import { headingsOf, sectionOutline } from '../core/chunking/sectionOutline.ts';
import { syntaxLanguages } from '../core/chunking/syntaxLanguages.ts';
import { syntaxOutline } from '../core/chunking/syntaxOutline.ts';
import type { Chunk } from '../core/model.ts';
import { inSlices } from './inSlices.ts';
import { loadWordPiece } from './loadWordPiece.ts';
import { createSyntaxParser } from './treeSitterParser.ts';

/** Cuts the lines of one text into chunks, as its language suggests. `heading` is what the text stands below, where that is not in it. */
export type LineChunker = (lines: readonly string[], language: string, rangeOf: RangeOf, heading?: string) => Promise<readonly Chunk[]>;

/** Code by its syntax tree, texts with headings by these, the rest (and code that does not parse in time) by blank lines and indents. */
export function createLineChunker(): LineChunker {
  const tokenizer = loadWordPiece();
  const syntaxParser = createSyntaxParser();

  async function outlineOf(lines: readonly string[], language: string): Promise<Outline> {
    const headings = headingsOf.get(language)?.(lines);
    if (headings !== undefined) return sectionOutline(lines, headings, tokenizer);
    // A notebook may name any language, `constructor` included.
    const syntax = Object.hasOwn(syntaxLanguages, language) ? syntaxLanguages[language] : undefined;
    const root = syntax === undefined ? null : await syntaxParser.parse(lines, syntax);
    return syntax === undefined || root === null ? plainOutline(lines) : syntaxOutline(root, syntax, lines, tokenizer);
  }

  return async (lines, language, rangeOf, heading = '') => {
    const outline = encloseOutline(await outlineOf(lines, language), shortenSymbol(heading, ' ', tokenizer));
    return inSlices(chunkText(lines, outline, tokenizer, rangeOf));
  };
}
