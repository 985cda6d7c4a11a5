/** A piece of a text: UTF-16 offsets, `end` behind the last unit. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const fence = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/;
/** Quote signs, then the mark of a heading or of a list item. */
const lead = /^[ \t]*((?:>[ \t]?)*)[ \t]*(#{1,6}[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)?/;

/**
 * The paragraphs, headings, list items and table rows of a Markdown text, without their marks.
 * Fenced code is in none of them; a fence that is still open reaches to the end, as in an answer
 * that was cut.
 */
export function proseBlocks(text: string): readonly TextRange[] {
  const blocks: TextRange[] = [];
  let open: { start: number; end: number } | undefined;
  let closingFence: RegExp | undefined;
  const close = (): void => {
    if (open !== undefined) blocks.push(open);
    open = undefined;
  };
  for (const { start, end } of lines(text)) {
    const line = text.slice(start, end);
    const mark = fence.exec(line)?.[1];
    if (closingFence !== undefined) {
      if (closingFence.test(line)) closingFence = undefined;
    } else if (mark !== undefined) {
      close();
      closingFence = new RegExp(`^[ \\t>]*${mark}+\\s*$`);
    } else if (line.trim() === '') {
      close();
    } else {
      const [whole = '', , sign = ''] = lead.exec(line) ?? [];
      const isRow = line.trimStart().startsWith('|');
      if (sign !== '' || isRow) close();
      open ??= { start: start + whole.length, end };
      open.end = end;
      if (sign.startsWith('#') || isRow) close();
    }
  }
  close();
  return blocks;
}

/** Code spans (`` `like this` ``) within a block, backticks included. */
export function codeSpans(text: string, block: TextRange): readonly TextRange[] {
  const spans: TextRange[] = [];
  const ticks = /`+/g;
  const prose = text.slice(0, block.end);
  ticks.lastIndex = block.start;
  for (let opening = ticks.exec(prose); opening !== null; opening = ticks.exec(prose)) {
    const closing = closingTicks(prose, opening[0], ticks.lastIndex);
    if (closing === null) continue;
    spans.push({ start: opening.index, end: closing });
    ticks.lastIndex = closing;
  }
  return spans;
}

function closingTicks(text: string, opening: string, from: number): number | null {
  const ticks = /`+/g;
  ticks.lastIndex = from;
  for (let found = ticks.exec(text); found !== null; found = ticks.exec(text)) {
    if (found[0] === opening) return found.index + opening.length;
  }
  return null;
}

function* lines(text: string): Generator<TextRange> {
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    yield { start, end };
    start = end;
  }
}
