import type { SourceRange } from '../../domain.ts';
import type { RankedCandidate } from '../ranking/fuseScores.ts';
import { minGap } from './trimLines.ts';

/**
 * Lines from one or more ranked candidates that will become one hit. `text` is exactly the lines of
 * `range`.
 */
export interface Passage {
  /** The candidate it came from; the best one if there are several. */
  readonly best: RankedCandidate;
  /** What it is, of the symbols of its chunk. */
  readonly symbol: string;
  readonly range: SourceRange;
  readonly text: string;
  /** Ordinals of the chunks that it begins and ends in. */
  readonly firstChunk: number;
  readonly lastChunk: number;
  /**
   * The lines of its first chunk before it, and of its last chunk after it, each with a line break.
   * Null if another part of the source is among them, or if it is complete without them.
   */
  readonly before: string | null;
  readonly behind: string | null;
}

/**
 * Maximum length of a joined passage, about that of one chunk. A longer one would crowd all others
 * out of a prompt.
 */
const maxJoinedLength = 1000;

/**
 * Adds a source, as the parts of a chunk that are shown, to better ones. If little or nothing is
 * left out between parts of two sources, they are joined. Both sources then take the place of the
 * better one, with their parts in file order.
 * @param placed best first; parts of one source are adjacent.
 */
export function placeSource(
  placed: readonly (readonly Passage[])[],
  source: readonly Passage[],
): (readonly Passage[])[] {
  const result = [...placed];
  let current = source;
  let place = result.length;
  for (let index = result.length - 1; index >= 0; index--) {
    const better = result[index];
    const joined = better === undefined ? null : joinSources(better, current);
    if (joined === null) continue;
    result.splice(index, 1);
    current = joined;
    place = index;
  }
  result.splice(place, 0, current);
  return result;
}

function joinSources(better: readonly Passage[], other: readonly Passage[]): Passage[] | null {
  const parts: Passage[] = [];
  for (const part of [...better, ...other].sort((a, b) => a.range.startLine - b.range.startLine)) {
    const upper = parts.at(-1);
    const joined = upper === undefined ? null : join(upper, part);
    if (joined === null) parts.push(part);
    else parts[parts.length - 1] = joined;
  }
  return parts.length < better.length + other.length ? parts : null;
}

/**
 * Chunks begin and end at lines with text, and do not overlap. The lines between two consecutive
 * chunks are blank and in neither.
 */
function join(upper: Passage, lower: Passage): Passage | null {
  if (
    upper.best.folder !== lower.best.folder ||
    upper.best.chunk.fileId !== lower.best.chunk.fileId ||
    !sameContainer(upper.range, lower.range)
  )
    return null;
  if (lower.firstChunk !== upper.lastChunk + 1 || upper.behind === null || lower.before === null)
    return null;
  const leftOut = upper.behind.length + lower.before.length;
  if (leftOut > minGap || upper.text.length + leftOut + lower.text.length > maxJoinedLength)
    return null;
  const blank =
    lower.range.startLine - linesIn(lower.before) - upper.range.endLine - linesIn(upper.behind);
  const better = upper.best.scores.final >= lower.best.scores.final ? upper : lower;
  return {
    best: better.best,
    symbol: better.symbol,
    range: { ...upper.range, endLine: lower.range.endLine },
    text: upper.text + upper.behind + '\n'.repeat(blank) + lower.before + lower.text,
    firstChunk: upper.firstChunk,
    lastChunk: lower.lastChunk,
    before: upper.before,
    behind: lower.behind,
  };
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** Pieces of one long line are never joined. */
function sameContainer(a: SourceRange, b: SourceRange): boolean {
  if (a.kind === 'page') return b.kind === 'page' && a.page === b.page;
  if (a.kind === 'cell') return b.kind === 'cell' && a.cell === b.cell;
  return b.kind === 'lines' && a.columns === undefined && b.columns === undefined;
}
