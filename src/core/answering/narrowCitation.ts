import type { Hit, SourceLines } from '../domain.ts';
import { contentTerms } from './text/contentTerms.ts';

/** A shorter source is cited as a whole. */
const minSourceLines = 4;
/** More lines than this are hardly more precise than the whole source. */
const maxLines = 20;
/**
 * Share of a sentence's words, weighted by rarity, that each further line must add
 * (docs/sentence-checks.md).
 */
const minGainPerLine = 0.025;

/**
 * Finds the contiguous lines of a source that share most of a sentence's words. The fewer lines
 * contain a word, the more it weighs, and each line must add enough to be included.
 * @param lines of the source's text, without its label.
 * @returns a function that gives the lines for a sentence, or null if the source is short or shares
 * no word with it.
 */
export function lineFinder(lines: readonly string[]): (sentence: string) => SourceLines | null {
  if (lines.length < minSourceLines) return () => null;
  const termsByLine = lines.map(contentTerms);
  return (sentence) => {
    const wanted = contentTerms(sentence);
    const held = termsByLine.map((terms) => [...terms].filter((term) => wanted.has(term)));
    const counts = new Map<string, number>();
    for (const term of held.flat()) counts.set(term, (counts.get(term) ?? 0) + 1);
    const weights = new Map(
      [...counts].map(([term, count]) => [term, Math.log(1 + lines.length / count)]),
    );
    return bestLines(held, weights);
  };
}

/** The same source with only these lines; lines that it does not have are ignored. */
export function narrowHit(hit: Hit, { first, last }: SourceLines): Hit {
  const { startLine } = hit.range;
  const lines = hit.text.split('\n').slice(first - 1, last);
  if (lines.length === 0) return hit;
  const range = {
    ...hit.range,
    startLine: startLine + first - 1,
    endLine: startLine + first - 2 + lines.length,
  };
  return { ...hit, range, text: lines.join('\n') };
}

function bestLines(
  held: readonly (readonly string[])[],
  weights: ReadonlyMap<string, number>,
): SourceLines | null {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  let best: SourceLines | null = null;
  let bestScore = 0;
  for (const [start, terms] of held.entries()) {
    if (terms.length === 0) continue;
    const covered = new Set<string>();
    let weight = 0;
    for (const [index, more] of held.slice(start, start + maxLines).entries()) {
      for (const term of more) {
        if (!covered.has(term)) weight += weights.get(term) ?? 0;
        covered.add(term);
      }
      const score = weight / total - minGainPerLine * index;
      if (score <= bestScore) continue;
      bestScore = score;
      best = { first: start + 1, last: start + index + 1 };
    }
  }
  return best;
}
