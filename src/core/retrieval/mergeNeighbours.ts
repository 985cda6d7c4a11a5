import type { SourceRange } from '../model.ts';
import type { RankedCandidate } from './fuseScores.ts';

/** A piece of a chunk, or of chunks that follow one another, which will be a hit. `text` is exactly the lines of `range`. */
export interface Passage {
  /** The candidate that it came from; of several the best. */
  readonly best: RankedCandidate;
  readonly range: SourceRange;
  readonly text: string;
  /** Ordinal of the chunk that the passage begins with, where it begins at that chunk's beginning; null within a chunk. */
  readonly opens: number | null;
  /** Ordinal of the chunk that it ends with, where it ends at that chunk's end. */
  readonly closes: number | null;
}

/** A joined passage is at most about as long as one whole chunk; a longer one would crowd all others out of a prompt. */
const longestJoined = 1000;

/**
 * Joins passages of one file that follow one another into one, which stands where the better of them stood. Chunks begin and end at lines with text and none overlap:
 * the lines between two that follow one another are blank and in neither; they are given as empty lines.
 * @param passages best first.
 */
export function mergeNeighbours(passages: readonly Passage[]): Passage[] {
  const merged: Passage[] = [];
  for (const passage of passages) {
    let current = passage;
    let place = merged.length;
    for (let index = merged.length - 1; index >= 0; index--) {
      const better = merged[index];
      const joined = better === undefined ? null : join(better, current);
      if (joined === null) continue;
      merged.splice(index, 1);
      current = joined;
      place = index;
    }
    merged.splice(place, 0, current);
  }
  return merged;
}

function join(better: Passage, other: Passage): Passage | null {
  if (better.best.folder !== other.best.folder || better.best.chunk.fileId !== other.best.chunk.fileId || !sameContainer(better.range, other.range)) return null;
  const [upper, lower] = better.range.startLine <= other.range.startLine ? [better, other] : [other, better];
  if (upper.closes === null || lower.opens !== upper.closes + 1 || upper.text.length + lower.text.length > longestJoined) return null;
  return {
    best: better.best, range: { ...upper.range, endLine: lower.range.endLine }, text: upper.text + '\n'.repeat(lower.range.startLine - upper.range.endLine) + lower.text,
    opens: upper.opens, closes: lower.closes,
  };
}

/** Pieces of one long line are never joined. */
function sameContainer(a: SourceRange, b: SourceRange): boolean {
  if (a.kind === 'page') return b.kind === 'page' && a.page === b.page;
  if (a.kind === 'cell') return b.kind === 'cell' && a.cell === b.cell;
  return b.kind === 'lines' && a.columns === undefined && b.columns === undefined;
}
