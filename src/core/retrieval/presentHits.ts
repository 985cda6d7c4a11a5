import type { Hit, SourceRange } from '../model.ts';
import { analyzeText } from './analyzeText.ts';
import type { RankedCandidate } from './fuseScores.ts';
import { mergeNeighbours } from './mergeNeighbours.ts';
import type { Passage } from './mergeNeighbours.ts';
import { bestLines, scoreLines } from './rankLines.ts';
import type { TermWeights } from './rankLines.ts';
import { trimLines } from './trimLines.ts';

/** About as many characters of one chunk are shown, so that eight sources fit where three whole ones would; more of the best. */
const shownPerChunk = 300;
const shownOfBest = 450;

/** Candidates as hits: each trimmed to the lines that matter (one hit a part), neighbouring parts joined, the best lines marked. */
export function presentHits(candidates: readonly RankedCandidate[], terms: TermWeights): Hit[] {
  const passages = candidates.flatMap((candidate, rank) => passagesOf(candidate, terms, rank === 0 ? shownOfBest : shownPerChunk));
  return mergeNeighbours(passages).map((passage) => toHit(passage, terms));
}

function passagesOf(candidate: RankedCandidate, terms: TermWeights, budget: number): Passage[] {
  const { chunk } = candidate;
  const lines = chunk.text.split('\n');
  const parts = trimLines(lines, scoreLines(lines, terms), signatureLine(lines, chunk.symbol), budget);
  return parts.map(({ first, last }) => ({
    best: candidate, range: partOf(chunk.range, first, last), text: lines.slice(first, last + 1).join('\n'),
    opens: first === 0 ? chunk.ordinal : null, closes: last === lines.length - 1 ? chunk.ordinal : null,
  }));
}

/** The first line that names the last part of the symbol path (of the first one, where several small ones share the chunk). */
function signatureLine(lines: readonly string[], symbol: string): number | null {
  const name = symbol.split(', ')[0]?.split(/ > |\./).at(-1) ?? '';
  const index = name === '' ? -1 : lines.findIndex((line) => line.includes(name));
  return index < 0 ? null : index;
}

function partOf(range: SourceRange, first: number, last: number): SourceRange {
  return { ...range, startLine: range.startLine + first, endLine: range.startLine + last };
}

function toHit({ best: { folder, chunk, scores }, range, text }: Passage, terms: TermWeights): Hit {
  const words = new Set([chunk.path, chunk.symbol, text].flatMap(analyzeText));
  return {
    root: folder.root, path: chunk.path, language: chunk.language, range, text, symbol: chunk.symbol, score: scores.final,
    breakdown: { ...scores, matchedWords: [...terms.keys()].filter((term) => words.has(term)) },
    bestLines: bestLines(text.split('\n'), terms).map((index) => range.startLine + index),
  };
}
