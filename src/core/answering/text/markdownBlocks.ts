import { OpenFences } from './openFences.ts';

/** A piece of a text as UTF-16 offsets; `end` is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Quote signs, then the marker of a heading or a list item. */
const lead = /^[ \t]*((?:>[ \t]?)*)[ \t]*(#{1,6}[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)?/;
/** A line that is a fence, unless more backticks follow on it. */
const backtickFence = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?`{3}/;

/**
 * The paragraphs, headings, list items and table rows of a Markdown text, without their markers.
 * Fenced code belongs to none of them. A fence that is still open extends to the end, as in an
 * answer that was cut off.
 * @param writing whether the text may still grow: what the last line will be is then undecided.
 */
export function proseBlocks(text: string, writing = false): readonly TextRange[] {
  const blocks: TextRange[] = [];
  let open: { start: number; end: number } | undefined;
  const close = (): void => {
    if (open !== undefined) blocks.push(open);
    open = undefined;
  };
  for (const { start, end, isFenced } of markdownLines(text, writing)) {
    const line = text.slice(start, end);
    if (isFenced) {
      close();
    } else if (line.trim() === '') {
      if (!writing || line.endsWith('\n')) close();
      else if (open !== undefined) open.end = end;
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

/**
 * The code spans (`` `like this` ``) of a block, backticks included, and where the first unmatched
 * backticks begin.
 */
export interface CodeSpans {
  readonly spans: readonly TextRange[];
  readonly unmatched: number;
}

/**
 * @param growing whether the block may still grow: backticks at its very end, or in what may become
 * a fence, then close nothing.
 */
export function codeSpans(text: string, block: TextRange, growing = false): CodeSpans {
  const spans: TextRange[] = [];
  let unmatched = block.end;
  const ticks = /`+/g;
  const prose = text.slice(0, block.end);
  const closers = growing ? prose.slice(0, growingFrom(prose)) : prose;
  ticks.lastIndex = block.start;
  for (let opening = ticks.exec(prose); opening !== null; opening = ticks.exec(prose)) {
    const escaped = isEscaped(prose, opening.index) ? 1 : 0;
    const run = opening[0].slice(escaped);
    if (run === '') continue;
    const closing = closingTicks(closers, run, ticks.lastIndex);
    if (closing === null) {
      unmatched = Math.min(unmatched, opening.index);
      continue;
    }
    spans.push({ start: opening.index + escaped, end: closing });
    ticks.lastIndex = closing;
  }
  return { spans, unmatched };
}

/** Where a growing text's last backticks begin, or the line that they may turn into a fence. */
function growingFrom(prose: string): number {
  const lastLine = prose.lastIndexOf('\n') + 1;
  return backtickFence.test(prose.slice(lastLine)) ? lastLine : prose.replace(/`+$/, '').length;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text[index - backslashes - 1] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function closingTicks(text: string, opening: string, from: number): number | null {
  const ticks = /`+/g;
  ticks.lastIndex = from;
  for (let found = ticks.exec(text); found !== null; found = ticks.exec(text)) {
    if (found[0] === opening) return found.index + opening.length;
  }
  return null;
}

/**
 * The lines of a text including their line ends, and whether each belongs to fenced code.
 * @param writing as for `proseBlocks`.
 */
export function* markdownLines(
  text: string,
  writing: boolean,
): Generator<TextRange & { readonly isFenced: boolean }> {
  const fences = new OpenFences();
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    const line = text.slice(start, end);
    const mayBeSpan = writing && newline === -1 && backtickFence.test(line);
    yield { start, end, isFenced: (fences.isOpen || !mayBeSpan) && fences.read(line) };
    start = end;
  }
}
