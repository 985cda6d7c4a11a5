import type { Hit } from '../model.ts';
import { analyzeText } from './analyzeText.ts';
import type { RankedCandidate } from './fuseScores.ts';
import { mergeNeighbours } from './mergeNeighbours.ts';
import type { Passage } from './mergeNeighbours.ts';
import { bestLines } from './rankLines.ts';
import type { TermWeights } from './rankLines.ts';

interface RankedPassage extends Passage {
  readonly best: RankedCandidate;
  readonly firstOrdinal: number;
  readonly lastOrdinal: number;
}

/** At most `limit` hits of the best candidates: neighbours joined, the best lines marked. */
export function presentHits(candidates: readonly RankedCandidate[], terms: TermWeights, limit: number): Hit[] {
  const passages = candidates.slice(0, limit).map(toPassage);
  return mergeNeighbours(passages, follows, join).map((passage) => toHit(passage, terms));
}

function toPassage(candidate: RankedCandidate): RankedPassage {
  const { chunk, folder } = candidate;
  return { root: folder.root, path: chunk.path, range: chunk.range, text: chunk.text, best: candidate, firstOrdinal: chunk.ordinal, lastOrdinal: chunk.ordinal };
}

function follows(upper: RankedPassage, lower: RankedPassage): boolean {
  return lower.firstOrdinal === upper.lastOrdinal + 1;
}

function join(better: RankedPassage, other: RankedPassage, range: RankedPassage['range'], text: string): RankedPassage {
  return {
    ...better, range, text,
    firstOrdinal: Math.min(better.firstOrdinal, other.firstOrdinal), lastOrdinal: Math.max(better.lastOrdinal, other.lastOrdinal),
  };
}

function toHit(passage: RankedPassage, terms: TermWeights): Hit {
  const { chunk, scores } = passage.best;
  const words = new Set([passage.path, chunk.symbol, passage.text].flatMap(analyzeText));
  return {
    root: passage.root, path: passage.path, language: chunk.language, range: passage.range, text: passage.text, symbol: chunk.symbol, score: scores.final,
    breakdown: { ...scores, matchedWords: [...terms.keys()].filter((term) => words.has(term)) },
    bestLines: bestLines(passage.text.split('\n'), terms).map((index) => passage.range.startLine + index),
  };
}
