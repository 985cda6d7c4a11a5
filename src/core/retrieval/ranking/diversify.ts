import type { RankedCandidate } from './fuseScores.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';
import { fileKey } from './contextScores.ts';
import { analyzeText } from '../question/analyzeText.ts';
import { repeats, tellingLines } from './repeats.ts';

/** What has less than this share of the best score is no source. */
const leastShare = 0.1;

/** Some of what is chosen will be joined to its neighbours, and others take their places. */
const reserve = 2;

/**
 * The best candidates in the order a reader wants them: each time the highest score, where every
 * chunk of the same file that stands before costs a factor; a chunk that repeats one before it, or
 * has next to nothing of the best score, is left out. (Maximal marginal relevance with the file as
 * the measure of likeness.)
 * @param ranked best first.
 * @param limit how many sources are wanted; twice as many come, if there are.
 * @param asked the terms of the question: a near copy that differs in a line with one stays.
 */
export function diversify(
  ranked: readonly RankedCandidate[],
  sameFile: RetrievalWeights['sameFile'],
  limit: number,
  asked: ReadonlySet<string>,
): RankedCandidate[] {
  const saysAsked = (line: string): boolean => analyzeText(line).some((term) => asked.has(term));
  const remaining = ranked
    .filter(({ scores }) => scores.final >= leastShare)
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
