import type { Hit, SourceRange } from './domain.ts';

/**
 * A source's label for users and models: `src/app.py:12-30`, `guide.pdf p. 3`, `plot.ipynb cell 2`.
 */
export function sourceLabel(hit: Pick<Hit, 'path' | 'range'>): string {
  return `${hit.path}${hit.range.kind === 'lines' ? ':' : ' '}${rangeLabel(hit.range)}`;
}

/** `12-30`, `12`, `p. 3`, `cell 2`. */
export function rangeLabel(range: SourceRange): string {
  switch (range.kind) {
    case 'page':
      return `p. ${range.page}`;
    case 'cell':
      return `cell ${range.cell}`;
    case 'lines':
      return range.startLine === range.endLine
        ? String(range.startLine)
        : `${range.startLine}-${range.endLine}`;
  }
}
