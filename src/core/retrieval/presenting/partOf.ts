import type { SourceRange } from '../../domain.ts';

/** Some lines of a range; `first` and `last` are indexes of its lines, inclusive. */
export function partOf(range: SourceRange, first: number, last: number): SourceRange {
  return { ...range, startLine: range.startLine + first, endLine: range.startLine + last };
}
