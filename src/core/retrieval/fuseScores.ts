import type { ScoreBreakdown } from '../model.ts';
import type { Candidate } from './gatherCandidates.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';

/** A candidate with the score that decides its place. */
export interface RankedCandidate extends Candidate {
  readonly scores: Omit<ScoreBreakdown, 'matchedWords'>;
}

/** The weighted sum of every candidate's signs, each scaled to its best, times the prior of its file's role; best first. */
export function fuseScores(candidates: readonly Candidate[], weights: RetrievalWeights): RankedCandidate[] {
  const lexical = scaler(candidates.map((candidate) => candidate.lexical));
  const dense = scaler(candidates.map((candidate) => candidate.dense));
  const file = scaler(candidates.map((candidate) => candidate.file));
  const sums = candidates.map((candidate) => {
    const prior = weights.roles[candidate.chunk.role];
    const sum = weights.lexical * lexical(candidate.lexical) + weights.dense * dense(candidate.dense) + weights.file * file(candidate.file);
    return { candidate, prior, sum: sum * prior };
  });
  const final = scaler(sums.map(({ sum }) => sum));
  return sums
    .map(({ candidate, prior, sum }) => ({
      ...candidate,
      scores: { lexical: lexical(candidate.lexical), dense: dense(candidate.dense), file: file(candidate.file), prior, final: final(sum) },
    }))
    .sort((a, b) => b.scores.final - a.scores.final || a.chunk.path.localeCompare(b.chunk.path) || a.chunk.ordinal - b.chunk.ordinal);
}

function scaler(values: readonly number[]): (value: number) => number {
  const best = values.reduce((a, b) => Math.max(a, b), 0);
  return best > 0 ? (value) => value / best : () => 0;
}
