import type { SourceRange } from '../model.ts';

/** A piece of a file that will become a hit. `text` is exactly the lines of `range`. */
export interface Passage {
  readonly root: string;
  readonly path: string;
  readonly range: SourceRange;
  readonly text: string;
}

/** A joined passage is at most about as long as one whole chunk; a longer one would crowd all others out of a prompt. */
const longestJoined = 1000;

/**
 * Joins passages of one file that overlap or follow one another into one, which stands where the better of them stood. What follows is told by
 * `follows`, because chunks begin and end at lines with text: the blank lines between two of them are in none, and are given as empty lines.
 * @param join makes one passage of an upper and a lower one and their joined range and text.
 */
export function mergeNeighbours<P extends Passage>(
  passages: readonly P[], follows: (upper: P, lower: P) => boolean, join: (better: P, other: P, range: SourceRange, text: string) => P,
): P[] {
  const merged: P[] = [];
  for (const passage of passages) {
    let current = passage;
    let place = merged.length;
    for (let index = merged.length - 1; index >= 0; index--) {
      const other = merged[index];
      if (other === undefined) continue;
      const joined = joinPassages(other, current, follows, join);
      if (joined === null) continue;
      merged.splice(index, 1);
      current = joined;
      place = index;
    }
    merged.splice(place, 0, current);
  }
  return merged;
}

function joinPassages<P extends Passage>(
  better: P, other: P, follows: (upper: P, lower: P) => boolean, join: (better: P, other: P, range: SourceRange, text: string) => P,
): P | null {
  if (better.root !== other.root || better.path !== other.path || !sameContainer(better.range, other.range)) return null;
  const [upper, lower] = better.range.startLine <= other.range.startLine ? [better, other] : [other, better];
  const blanks = lower.range.startLine - upper.range.endLine - 1;
  if (blanks >= 0 && (!follows(upper, lower) || upper.text.length + lower.text.length > longestJoined)) return null;
  const range = { ...upper.range, endLine: Math.max(upper.range.endLine, lower.range.endLine) };
  return join(better, other, range, joinLines(upper.text, lower.text, blanks));
}

/** Pieces of one long line are never joined. */
function sameContainer(a: SourceRange, b: SourceRange): boolean {
  if (a.kind === 'page') return b.kind === 'page' && a.page === b.page;
  if (a.kind === 'cell') return b.kind === 'cell' && a.cell === b.cell;
  return b.kind === 'lines' && a.columns === undefined && b.columns === undefined;
}

/** @param blanks lines between the two, or below 0 as many as overlap, less one. */
function joinLines(upper: string, lower: string, blanks: number): string {
  if (blanks >= 0) return upper + '\n'.repeat(blanks + 1) + lower;
  const rest = lower.split('\n').slice(-blanks);
  return rest.length > 0 ? [upper, ...rest].join('\n') : upper;
}
