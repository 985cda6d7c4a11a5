import type { ScoreBreakdown } from '../model.ts';
import type { Candidate } from './gatherCandidates.ts';
import { phraseMatch } from './phrases.ts';
import type { QuestionPhrases } from './phrases.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';
import { fileScores, neighbourScores } from './surroundings.ts';

/** A candidate with the score that decides its place. */
export interface RankedCandidate extends Candidate {
  readonly scores: Omit<ScoreBreakdown, 'matchedWords'>;
}

/**
 * Weighs all signs of every candidate into one score; best first.
 * @param preference what a candidate's score is multiplied by besides its role's weight.
 */
export function fuseScores(
  candidates: readonly Candidate[], phrasesAsked: QuestionPhrases, weights: RetrievalWeights, preference: (candidate: Candidate) => number = () => 1,
): RankedCandidate[] {
  const lexical = scaledToBest(candidates.map((candidate) => candidate.lexical));
  const dense = candidates.map((candidate) => candidate.dense);
  const phrases = candidates.map(({ chunk }) => (weights.phrases === 0 ? 0 : phraseMatch(phrasesAsked, [chunk.symbol, chunk.text])));
  const own = candidates.map((_, index) => weights.lexical * at(lexical, index) + weights.dense * at(dense, index) + weights.phrases * at(phrases, index));
  const neighbours = neighbourScores(candidates, own);
  const chunk = scaledToBest(own.map((score, index) => score + weights.neighbours * at(neighbours, index)));
  const file = scaledToBest(fileScores(candidates, chunk));
  const prior = candidates.map((candidate) => weights.roles[candidate.chunk.role] * preference(candidate));
  const final = scaledToBest(chunk.map((score, index) => (score + weights.file * at(file, index)) * at(prior, index)));
  return candidates
    .map((candidate, index) => ({
      ...candidate,
      scores: { lexical: at(lexical, index), dense: at(dense, index), file: at(file, index), prior: at(prior, index), final: at(final, index) },
    }))
    .sort((a, b) => b.scores.final - a.scores.final || a.chunk.path.localeCompare(b.chunk.path) || a.chunk.ordinal - b.chunk.ordinal);
}

function scaledToBest(scores: readonly number[]): number[] {
  const best = scores.reduce((a, b) => Math.max(a, b), 0);
  return best > 0 ? scores.map((score) => score / best) : scores.map(() => 0);
}

function at(scores: readonly number[], index: number): number {
  return scores[index] ?? 0;
}
