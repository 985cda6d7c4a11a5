import type { RankedCandidate } from './fuseScores.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';
import { fileKey } from './contextScores.ts';
import { analyzeText } from '../question/analyzeText.ts';
import { repeats, tellingLines } from './repeats.ts';

/** A candidate with less than this share of the best score is not a source. */
const minShare = 0.1;

/**
 * Factor for extra candidates: some will be joined to their neighbours, and others take their
 * places.
 */
const reserve = 2;

/**
 * The best candidates in the order a reader wants them. Each time, the highest score is chosen,
 * reduced by a factor for every chunk of the same file that is already chosen. A chunk is skipped
 * if it repeats an earlier one or has only a tiny share of the best score. (Maximal marginal
 * relevance with the file as the measure of similarity.)
 * @param ranked best first.
 * @param limit how many sources are wanted; up to twice as many are returned.
 * @param asked the terms of the question: a near copy is kept if a line that differs contains one.
 */
export function diversify(
  ranked: readonly RankedCandidate[],
  sameFile: RetrievalWeights['sameFile'],
  limit: number,
  asked: ReadonlySet<string>,
): RankedCandidate[] {
  const saysAsked = (line: string): boolean => analyzeText(line).some((term) => asked.has(term));
  const remaining = ranked
    .filter(({ scores }) => scores.final >= minShare)
    .map((candidate) => ({ candidate, key: fileKey(candidate) }));
  const perFile = new Map<string, number>();
  const chosen: { candidate: RankedCandidate; lines: readonly string[] }[] = [];
  while (chosen.length < reserve * limit && remaining.length > 0) {
    const factor = chosen.length < limit / 2 ? sameFile.first : sameFile.later;
    const scores = remaining.map(
      ({ candidate, key }) => candidate.scores.final * factor ** (perFile.get(key) ?? 0),
    );
    const [next] = remaining.splice(scores.indexOf(Math.max(...scores)), 1);
    if (next === undefined) break;
    const lines = tellingLines(next.candidate.chunk.text);
    if (chosen.some((other) => repeats(other.lines, lines, saysAsked))) continue;
    perFile.set(next.key, (perFile.get(next.key) ?? 0) + 1);
    chosen.push({ candidate: next.candidate, lines });
  }
  return chosen.map(({ candidate }) => candidate);
}
