/** First and last line of a part, as indexes, inclusive. */
export interface Part {
  readonly first: number;
  readonly last: number;
}

/** Lines on either side that make a matching line readable. */
const context = 2;

/** So many parts at most, and parts with fewer lines between them than these are joined: readers and models stumble over gaps. */
const mostParts = 2;
const smallestGap = 4;

/** A text a little over the budget is shown whole: the gap would cost more than it saves. */
const slack = 1.3;

/**
 * The parts of a text that are worth showing within about `budget` characters: its signature, then the lines that match best with some lines around them.
 * A text that fits, or of which no line matches, is one part (its beginning, where it is too long).
 * @param scores how well each line matches.
 * @param signature index of the line that says what this is, or null.
 */
export function trimLines(lines: readonly string[], scores: readonly number[], signature: number | null, budget: number): Part[] {
  if (lengthOf(lines) <= budget * slack) return [{ first: 0, last: lines.length - 1 }];
  const kept = new Set<number>();
  let used = 0;
  const keep = (index: number): void => {
    const line = lines[index];
    if (line === undefined || kept.has(index)) return;
    kept.add(index);
    used += line.length + 1;
  };
  if (signature !== null) keep(signature);
  for (const index of byMatch(scores)) {
    if (used >= budget) break;
    const around = aroundFirst.map((offset) => index + offset);
    if (kept.size > 0 && partsOf(new Set([...kept, ...around]), lines).length > mostParts) continue;
    for (const line of around) if (used < budget) keep(line);
  }
  for (let index = 0; index < lines.length && used < budget && !scores.some((score) => score > 0); index++) keep(index);
  return partsOf(kept, lines);
}

/** The line itself first, so that a small budget still holds it. */
const aroundFirst = Array.from({ length: 2 * context + 1 }, (_, index) => index - context).sort((a, b) => Math.abs(a) - Math.abs(b));

/** Indexes of the lines that match, best first; a line counts more where the lines beside it match too. */
function byMatch(scores: readonly number[]): number[] {
  return scores
    .map((score, index) => ({ index, score: score === 0 ? 0 : score + ((scores[index - 1] ?? 0) + (scores[index + 1] ?? 0)) / 2 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map(({ index }) => index);
}

function partsOf(kept: ReadonlySet<number>, lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  for (const index of [...kept].sort((a, b) => a - b)) {
    const before = parts.at(-1);
    if (before !== undefined && index - before.last <= smallestGap) parts[parts.length - 1] = { first: before.first, last: index };
    else parts.push({ first: index, last: index });
  }
  return parts.map((part) => withoutBlankEnds(part, lines)).filter((part) => part.first <= part.last);
}

function withoutBlankEnds({ first, last }: Part, lines: readonly string[]): Part {
  while (first <= last && (lines[first] ?? '').trim() === '') first++;
  while (last >= first && (lines[last] ?? '').trim() === '') last--;
  return { first, last };
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
