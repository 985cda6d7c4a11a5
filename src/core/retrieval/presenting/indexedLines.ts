import { splitLines } from '../../chunking/textLines.ts';
import type { SourceRange, StoredChunk } from '../../domain.ts';

/** Where lines are numbered: in the file, a page or a cell. */
export interface LineScope {
  readonly page?: number | undefined;
  readonly cell?: number | undefined;
}

/**
 * The lines of a file as its chunks contain them, by number. Lines that the index leaves out, such
 * as encoded data, are missing.
 */
export function indexedLines(
  chunks: readonly StoredChunk[],
  scope: LineScope,
): ReadonlyMap<number, string> {
  const lines = new Map<number, string>();
  for (const { range, text } of chunks) {
    if (!isIn(range, scope)) continue;
    const isPiece = range.kind === 'lines' && range.columns !== undefined;
    splitLines(text).forEach((line, index) => {
      const number = range.startLine + index;
      lines.set(number, isPiece ? (lines.get(number) ?? '') + line : line);
    });
  }
  return lines;
}

function isIn(range: SourceRange, { page, cell }: LineScope): boolean {
  switch (range.kind) {
    case 'page':
      return range.page === page;
    case 'cell':
      return range.cell === cell;
    case 'lines':
      return page === undefined && cell === undefined;
  }
}
