import type { ScoreBreakdown } from '../../domain.ts';
import type { Candidate } from './gatherCandidates.ts';
import { phraseMatch } from '../question/phrases.ts';
import type { QuestionPhrases } from '../question/phrases.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';
import { fileScores, neighbourScores } from './contextScores.ts';

/** A candidate with the combined scores that decide its rank. */
export interface RankedCandidate extends Candidate {
  readonly scores: Omit<ScoreBreakdown, 'matchedWords'>;
}

/**
 * Phrase search needs a chunk's full text, so only this many of the best candidates get it. The
 * others score too low to matter.
 */
const readInFull = 150;

/** How the signals of candidates are weighted. */
export interface Weighing {
  /** How far similarities can be trusted (`trustInMeaning`). */
  readonly trust: number;
  readonly phrases: QuestionPhrases;
  readonly weights: RetrievalWeights;
  /** The factor for a candidate's score. */
  readonly priorOf: (candidate: Candidate) => number;
}

/** Combines all signals of every candidate into one score; best first. */
export function fuseScores(
  candidates: readonly Candidate[],
  { trust, phrases: phrasesAsked, weights, priorOf }: Weighing,
): RankedCandidate[] {
  const lexical = scaledToBest(candidates.map((candidate) => candidate.lexical));
  const dense = candidates.map((candidate) => trust * candidate.dense);
  const found = candidates.map(
    (_, index) => weights.lexical * at(lexical, index) + weights.dense * at(dense, index),
  );
  const enough =
    weights.phrases === 0 ? Infinity : (found.toSorted((a, b) => b - a)[readInFull - 1] ?? 0);
  const phrases = candidates.map(({ chunk }, index) =>
    at(found, index) < enough ? 0 : phraseMatch(phrasesAsked, [chunk.symbol, chunk.text]),
  );
  const own = candidates.map((_, index) => at(found, index) + weights.phrases * at(phrases, index));
  const beside = neighbourScores(candidates, own);
  const neighbours = scaledToBest(beside);
  const chunk = scaledToBest(
    own.map((score, index) => score + weights.neighbours * at(beside, index)),
  );
  const file = scaledToBest(fileScores(candidates, chunk));
  const prior = candidates.map(priorOf);
  const final = scaledToBest(
    chunk.map((score, index) => (score + weights.file * at(file, index)) * at(prior, index)),
  );
  return candidates
    .map((candidate, index) => ({
      ...candidate,
      scores: {
        lexical: at(lexical, index),
        dense: at(dense, index),
        phrases: at(phrases, index),
        neighbours: at(neighbours, index),
        file: at(file, index),
        prior: at(prior, index),
        final: at(final, index),
      },
    }))
    .sort(
      (a, b) =>
        b.scores.final - a.scores.final ||
        a.chunk.path.localeCompare(b.chunk.path) ||
        a.chunk.ordinal - b.chunk.ordinal,
    );
}

function scaledToBest(scores: readonly number[]): number[] {
  const best = scores.reduce((a, b) => Math.max(a, b), 0);
  return best > 0 ? scores.map((score) => score / best) : scores.map(() => 0);
}

function at(scores: readonly number[], index: number): number {
  return scores[index] ?? 0;
}
