import type { FolderIndex } from '../../ports/folderIndex.ts';
import { analyzeText } from '../question/analyzeText.ts';

/** How much each term of a question says, by its rarity in the folders searched. */
export type TermWeights = ReadonlyMap<string, number>;

/**
 * Inverse document frequencies, scaled so that a term that occurs in a single chunk has 1. Terms
 * that occur nowhere have 0.
 */
export async function weighTerms(
  folders: readonly FolderIndex[],
  terms: readonly string[],
): Promise<TermWeights> {
  const chunks = folders.reduce((sum, folder) => sum + folder.chunkCount, 0);
  const counts = await Promise.all(folders.map((folder) => folder.documentFrequencies(terms)));
  const highest = Math.log(1 + chunks);
  return new Map(
    terms.map((term, index) => {
      const found = counts.reduce((sum, frequencies) => sum + (frequencies[index] ?? 0), 0);
      return [term, found === 0 || highest === 0 ? 0 : Math.log(1 + chunks / found) / highest];
    }),
  );
}

/** Weight of a synonym in a line, relative to the question's word that it stands for. */
const synonymShare = 0.8;

/** @param synonyms with their own weights (`weighTerms`). */
export function withSynonyms(asked: TermWeights, synonyms: TermWeights): TermWeights {
  const lowered = Array.from(synonyms, ([term, weight]) => [term, synonymShare * weight] as const);
  return new Map([...lowered, ...asked]);
}

/** For each line, the summed weight of the terms in it, each counted once. */
export function scoreLines(lines: readonly string[], weights: TermWeights): number[] {
  return lines.map((line) => {
    let score = 0;
    for (const term of new Set(analyzeText(line))) score += weights.get(term) ?? 0;
    return score;
  });
}

/**
 * At most three lines (indexes, ascending) that contain the most of the question. If no word
 * matches, the first non-blank line.
 */
export function bestLines(lines: readonly string[], weights: TermWeights): number[] {
  const scores = scoreLines(lines, weights);
  const best = Math.max(...scores);
  if (!(best > 0))
    return [
      Math.max(
        0,
        lines.findIndex((line) => line.trim() !== ''),
      ),
    ];
  return scores
    .map((score, index) => ({ score, index }))
    .filter(({ score }) => score >= best / 2)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, 3)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}
