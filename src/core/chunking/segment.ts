import { maxChunkChars, maxChunkTokens, specialTokens } from './chunkLimits.ts';
import type { Outline } from './outline/outline.ts';

/** First and last line of a chunk, 0-based, inclusive. Neither is blank. */
export interface Segment {
  readonly start: number;
  readonly end: number;
}

/** Measurements of a text's non-blank lines, in parallel arrays. */
export interface MeasuredLines {
  /** 0-based line numbers, ascending. */
  readonly line: Int32Array;
  /** WordPiece tokens of the line; Infinity if it does not fit in a chunk. */
  readonly tokens: Float64Array;
  /** Characters of the line and its terminator. */
  readonly chars: Int32Array;
  /** Characters of the blank lines before it. */
  readonly blankCharsBefore: Int32Array;
  /** Tokens of the symbol path that the line adds to its chunk. */
  readonly symbolTokens: Int32Array;
}

/**
 * Cost of a second unit of at least `unitTokensToPart` tokens in a chunk. It exceeds the cost of
 * another chunk, so that such units are separated.
 */
const mixCost = 1.2;
const unitTokensToPart = 48;
/**
 * A unit of up to this many tokens stays in one piece, with the units in it. The rest of the limit
 * is for its symbol.
 */
const unitTokensToJoin = 240;
/**
 * Weight of the squared fill. Of two ways with the same number of chunks, the more even one wins.
 */
const fillWeight = 0.3;
/**
 * Number of lines optimized together. Longer texts are cut at the cheapest border near this length.
 */
const windowLines = 2000;

/**
 * Cuts a text into chunks at minimum total cost, by dynamic programming over its borders. A chunk
 * costs 1, plus a little for its fill. A border costs what the outline says, and each further unit
 * in a chunk costs `mixCost`. No segment exceeds the limits, except a single line that does so
 * alone. Yields the segments of one window at a time, in order.
 */
export function* segment(
  measured: MeasuredLines,
  outline: Outline,
): Generator<readonly Segment[], void> {
  const units = unitsOfSome(measured, outline);
  for (let from = 0; from < measured.line.length;) {
    const to = windowEnd(from, measured, outline);
    yield segmentWindow({ from, to }, measured, outline, units);
    from = to;
  }
}

function windowEnd(from: number, { line }: MeasuredLines, { borderCost }: Outline): number {
  if (line.length - from <= windowLines) return line.length;
  let best = from + windowLines;
  for (let i = best; i > from + windowLines * 0.75; i--) {
    if ((borderCost[line[i] ?? 0] ?? 0) < (borderCost[line[best] ?? 0] ?? 0)) best = i;
  }
  return best;
}

/**
 * For each line, the outermost unit around it that fits in a chunk, otherwise its innermost unit;
 * -1 if that unit is too small to need its own chunk.
 */
function unitsOfSome({ line, tokens }: MeasuredLines, { unit, unitParents }: Outline): Int32Array {
  const sizes = new Float64Array(unitParents.length);
  line.forEach((l, i) => {
    for (let id = unit[l] ?? -1; id >= 0; id = unitParents[id] ?? -1)
      sizes[id] = (sizes[id] ?? 0) + (tokens[i] ?? 0);
  });
  return Int32Array.from(line, (l) => {
    const innermost = unit[l] ?? -1;
    let chosen = innermost;
    for (let id = innermost; id >= 0; id = unitParents[id] ?? -1)
      if ((sizes[id] ?? 0) <= unitTokensToJoin) chosen = id;
    return (sizes[chosen] ?? 0) >= unitTokensToPart ? chosen : -1;
  });
}

function segmentWindow(
  { from, to }: { readonly from: number; readonly to: number },
  measured: MeasuredLines,
  { borderCost }: Outline,
  units: Int32Array,
): Segment[] {
  const { line, tokens, chars, blankCharsBefore, symbolTokens } = measured;
  const count = to - from;
  /** Minimum cost of the window's first k lines, and where its last chunk then begins. */
  const costs = new Float64Array(count + 1);
  const starts = new Int32Array(count + 1);
  for (let end = 0; end < count; end++) {
    let [minCost, startOfMinCost] = [Infinity, end];
    let [textTokens, textChars, symbol, mixed, lastUnit] = [0, 0, 0, 0, -1];
    for (let start = end; start >= 0; start--) {
      const i = from + start;
      textTokens += tokens[i] ?? 0;
      textChars += (chars[i] ?? 0) + (start < end ? (blankCharsBefore[i + 1] ?? 0) : 0);
      symbol = Math.max(symbol, symbolTokens[i] ?? 0);
      const total = textTokens + symbol + specialTokens;
      if (start < end && (total > maxChunkTokens || textChars > maxChunkChars)) break;
      const unit = units[i] ?? -1;
      if (unit >= 0 && unit !== lastUnit) {
        if (lastUnit >= 0) mixed++;
        lastUnit = unit;
      }
      const fill = Math.min(1, total / maxChunkTokens);
      const cost =
        (costs[start] ?? 0) +
        (borderCost[line[i] ?? 0] ?? 0) +
        1 +
        fillWeight * fill * fill +
        mixCost * mixed;
      if (cost < minCost) [minCost, startOfMinCost] = [cost, start];
    }
    costs[end + 1] = minCost;
    starts[end + 1] = startOfMinCost;
  }
  const segments: Segment[] = [];
  for (let end = count; end > 0; end = starts[end] ?? 0) {
    segments.push({ start: line[from + (starts[end] ?? 0)] ?? 0, end: line[from + end - 1] ?? 0 });
  }
  return segments.reverse();
}
