import type { Hit, SourceRange } from '../../domain.ts';
import { analyzeText } from '../question/analyzeText.ts';
import type { RankedCandidate } from '../ranking/fuseScores.ts';
import { placeSource } from './mergeNeighbours.ts';
import type { Passage } from './mergeNeighbours.ts';
import { bestLines, scoreLines } from './rankLines.ts';
import type { TermWeights } from './rankLines.ts';
import { trimLines } from './trimLines.ts';

/**
 * About as many characters of one chunk are shown, so that eight sources fit where three whole ones
 * would; more of the best.
 */
const shownPerChunk = 300;
const shownOfBest = 450;

/**
 * Candidates as hits: each trimmed to the lines that matter, sources with little between them
 * joined, the best lines marked. Among the first half of the hits a function may be shown in two
 * parts, its signature and what matches, each a hit; behind that room is for other places.
 * @param candidates best first. @param limit so many hits at most.
 */
export function presentHits(
  candidates: readonly RankedCandidate[],
  terms: TermWeights,
  limit: number,
): Hit[] {
  let sources: (readonly Passage[])[] = [];
  for (const [rank, candidate] of candidates.entries()) {
    const shown = sources.flat().length;
    if (shown >= limit) break;
    sources = placeSource(
      sources,
      passagesOf(
        candidate,
        terms,
        rank === 0 ? shownOfBest : shownPerChunk,
        2 * (shown + 1) <= limit,
      ),
    );
  }
  return sources.flat().map((passage) => toHit(passage, terms));
}

function passagesOf(
  candidate: RankedCandidate,
  terms: TermWeights,
  budget: number,
  mayHaveParts: boolean,
): Passage[] {
  const { chunk } = candidate;
  const lines = chunk.text.split('\n');
  const parts = trimLines(
    lines,
    scoreLines(lines, terms),
    mayHaveParts ? signatureLine(lines, chunk.symbol) : null,
    budget,
  );
  return parts.map(({ first, last }, index) => ({
    best: candidate,
    range: partOf(chunk.range, first, last),
    text: lines.slice(first, last + 1).join('\n'),
    firstChunk: chunk.ordinal,
    lastChunk: chunk.ordinal,
    before:
      index === 0
        ? lines
            .slice(0, first)
            .map((line) => `${line}\n`)
            .join('')
        : null,
    behind:
      index === parts.length - 1
        ? lines
            .slice(last + 1)
            .map((line) => `\n${line}`)
            .join('')
        : null,
  }));
}

/**
 * The first line that names the last part of the symbol path (of the first one, where several small
 * ones share the chunk).
 */
function signatureLine(lines: readonly string[], symbol: string): number | null {
  const name =
    symbol
      .split(', ')[0]
      ?.split(/ > |\./)
      .at(-1) ?? '';
  const index = name === '' ? -1 : lines.findIndex((line) => line.includes(name));
  return index < 0 ? null : index;
}

function partOf(range: SourceRange, first: number, last: number): SourceRange {
  return { ...range, startLine: range.startLine + first, endLine: range.startLine + last };
}

function toHit({ best: { folder, chunk, scores }, range, text }: Passage, terms: TermWeights): Hit {
  const words = new Set([chunk.path, chunk.symbol, text].flatMap(analyzeText));
  return {
    root: folder.root,
    path: chunk.path,
    language: chunk.language,
    ...(chunk.encoding === undefined ? {} : { encoding: chunk.encoding }),
    range,
    text,
    symbol: chunk.symbol,
    score: scores.final,
    breakdown: { ...scores, matchedWords: [...terms.keys()].filter((term) => words.has(term)) },
    bestLines: bestLines(text.split('\n'), terms).map((index) => range.startLine + index),
  };
}
