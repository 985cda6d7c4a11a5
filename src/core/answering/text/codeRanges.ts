import { codeSpans, markdownLines, proseBlocks } from './markdownBlocks.ts';
import type { TextRange } from './markdownBlocks.ts';

/** The code in a Markdown text. */
export interface CodeRanges {
  /** In order; ranges on the same line may overlap. */
  readonly ranges: readonly TextRange[];
  /**
   * From here on, later text can still turn this into code; the text's length if the text is
   * finished.
   */
  readonly decided: number;
}

/**
 * Fenced code, indented code and code spans, including their delimiters.
 * @param writing whether the text may still grow, so that an unclosed code span may yet be closed.
 */
export function codeRanges(text: string, writing: boolean): CodeRanges {
  const ranges: TextRange[] = [];
  const indented = new IndentedCode();
  for (const { start, end, isFenced } of markdownLines(text, writing)) {
    if (isFenced) indented.endParagraph();
    if (isFenced || indented.read(text.slice(start, end))) ranges.push({ start, end });
  }
  let decided = text.length;
  for (const block of proseBlocks(text, writing)) {
    const { spans, unmatched } = codeSpans(text, block, writing && block.end === text.length);
    ranges.push(...spans);
    if (writing && block.end === text.length) decided = Math.min(decided, unmatched);
  }
  return { ranges: ranges.sort((a, b) => a.start - b.start), decided };
}

const quoteSigns = /^(?: {0,3}>[ \t]?)+/;
const listMark = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;
/** Number of columns by which code is indented. */
const codeIndent = 4;

/**
 * Tracks indented code line by line. In a list item, the indent counts from the start of the item's
 * text.
 */
class IndentedCode {
  /** Columns where the text of the open list items begins. */
  #items: readonly number[] = [];
  #inParagraph = false;

  endParagraph(): void {
    this.#inParagraph = false;
  }

  /** Reads the next line. @returns whether it is code. */
  read(quoted: string): boolean {
    const line = quoted.replace(quoteSigns, '');
    if (line.trim() === '') {
      this.#inParagraph = false;
      return false;
    }
    const indent = width(/^[ \t]*/.exec(line)?.[0] ?? '');
    if (!this.#inParagraph) this.#leaveItems(indent);
    if (!this.#inParagraph && indent - (this.#items.at(-1) ?? 0) >= codeIndent) return true;
    const mark = listMark.exec(line)?.[0];
    if (mark !== undefined) {
      this.#leaveItems(indent);
      this.#items = [...this.#items, width(mark)];
    }
    this.#inParagraph = !/^ {0,3}#{1,6}\s/.test(line);
    return false;
  }

  #leaveItems(indent: number): void {
    this.#items = this.#items.filter((column) => column <= indent);
  }
}

/** How many columns white space and a list marker take. Tab stops are every four columns. */
function width(text: string): number {
  let columns = 0;
  for (const character of text)
    columns += character === '\t' ? codeIndent - (columns % codeIndent) : 1;
  return columns;
}
