import type { Hit } from '../../domain.ts';
import { analyzeText } from '../question/analyzeText.ts';
import type { ChosenCandidate } from '../ranking/diversify.ts';
import type { RankedCandidate } from '../ranking/fuseScores.ts';
import { listedCopies, variantPassage } from './nearCopies.ts';
import { partOf } from './partOf.ts';
import { placeSource } from './mergeNeighbours.ts';
import type { Passage } from './mergeNeighbours.ts';
import { bestLines, scoreLines } from './rankLines.ts';
import type { TermWeights } from './rankLines.ts';
import { smallDefinition } from './smallDefinition.ts';
import { trimLines } from './trimLines.ts';
import type { Part } from './trimLines.ts';

/**
 * Approximate number of characters shown of one chunk, so that eight sources fit where three
 * complete ones would. More are shown of the best.
 */
const shownPerChunk = 300;
const shownOfBest = 450;

/** What a line that differs in a near copy is worth, in words of the question. */
const differenceValue = 1;

/** The terms by which lines are selected and highlighted. */
export interface ShownTerms {
  /** The question's terms. */
  readonly asked: TermWeights;
  /** These terms and their synonyms (`synonymsOf`). */
  readonly withSynonyms: TermWeights;
}

/**
 * Turns candidates into hits. Each is trimmed to the lines that matter, sources with little between
 * them are joined, and the best lines are highlighted. Among the first half of the hits, a function
 * may be shown as two hits: its signature and the part that matches. After that, the room goes to
 * other places. The near copies of a source follow it.
 * @param candidates best first.
 * @param limit maximum number of hits, near copies not counted.
 */
export function presentHits(
  candidates: readonly ChosenCandidate[],
  terms: ShownTerms,
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
        terms.withSynonyms,
        rank === 0 ? shownOfBest : shownPerChunk,
        2 * (shown + 1) <= limit,
      ),
    );
  }
  const hits: Hit[] = [];
  for (const parts of sources) {
    const [first, ...others] = bareHeadsLast(parts).map((passage) => toHit(passage, terms));
    if (first === undefined) continue;
    const merged = candidates.filter((candidate) =>
      parts.some((part) => includes(part, candidate)),
    );
    const copies = merged.flatMap(listedCopies);
    const unlistedCopies = merged.reduce((sum, candidate) => sum + candidate.unlistedCopies, 0);
    hits.push({
      ...first,
      ...(copies.length === 0 ? {} : { copies }),
      ...(unlistedCopies === 0 ? {} : { unlistedCopies }),
    });
    const copyOf = hits.length;
    const variants = merged.flatMap((candidate) => candidate.variants).map(variantPassage);
    hits.push(...others, ...variants.map((copy) => ({ ...toHit(copy, terms), copyOf })));
  }
  return hits;
}

function includes({ best, firstChunk, lastChunk }: Passage, candidate: RankedCandidate): boolean {
  const { folder, chunk } = candidate;
  return (
    folder === best.folder &&
    chunk.fileId === best.chunk.fileId &&
    firstChunk <= chunk.ordinal &&
    chunk.ordinal <= lastChunk
  );
}

function passagesOf(
  candidate: ChosenCandidate,
  terms: TermWeights,
  budget: number,
  mayHaveParts: boolean,
): Passage[] {
  const { chunk } = candidate;
  const lines = chunk.text.split('\n');
  const differs = new Set(candidate.differs);
  const scores = scoreLines(lines, terms).map((score, index) =>
    differs.has(index) ? score + differenceValue : score,
  );
  const parts = shownParts(
    lines,
    trimLines(
      lines,
      scores,
      mayHaveParts ? signatureLine(lines, chunk.symbol, scores) : null,
      budget,
    ),
    terms,
  );
  return parts.map(({ first, last, name }, index) => ({
    best: candidate,
    symbol: symbolNamed(name, chunk.symbol),
    range: partOf(chunk.range, first, last),
    text: lines.slice(first, last + 1).join('\n'),
    firstChunk: chunk.ordinal,
    lastChunk: chunk.ordinal,
    before:
      index === 0 && name === null
        ? lines
            .slice(0, first)
            .map((line) => `${line}\n`)
            .join('')
        : null,
    behind:
      index === parts.length - 1 && name === null
        ? lines
            .slice(last + 1)
            .map((line) => `\n${line}`)
            .join('')
        : null,
  }));
}

/** If one small function among several is what matters, it alone, with its name. */
function shownParts(
  lines: readonly string[],
  parts: readonly Part[],
  terms: TermWeights,
): readonly (Part & { readonly name: string | null })[] {
  for (const part of parts) {
    const definition = smallDefinition(part, lines, terms);
    if (definition !== null) return [definition];
  }
  return parts.map((part) => ({ ...part, name: null }));
}

/** Of the symbols of a chunk, the one with this name; all of them if there is none. */
function symbolNamed(name: string | null, symbols: string): string {
  const paths = symbols.split(', ');
  return paths.find((path) => lastName(path) === name) ?? symbols;
}

/**
 * The line that names what the best line is in: the last part of the symbol path, or, if several
 * small symbols share the chunk, the one right above the best line. Null if none is above.
 */
function signatureLine(
  lines: readonly string[],
  symbol: string,
  scores: readonly number[],
): number | null {
  const best = scores.indexOf(Math.max(...scores));
  const above = symbol
    .split(', ')
    .map(lastName)
    .map((name) => (name === '' ? -1 : lines.findIndex((line) => line.includes(name))))
    .filter((index) => index >= 0 && index <= best);
  return above.length === 0 ? null : Math.max(...above);
}

/** The last part of a symbol or heading path. */
function lastName(path: string): string {
  return path.split(/ > |\./).at(-1) ?? '';
}

/** The head of a class or section says little alone, so it comes after its contents. */
function bareHeadsLast(parts: readonly Passage[]): readonly Passage[] {
  const isBareHead = ({ text }: Passage): boolean => !/[\n(]/.test(text);
  return [...parts.filter((part) => !isBareHead(part)), ...parts.filter(isBareHead)];
}

function toHit(
  { best: { folder, chunk, scores }, symbol, range, text }: Passage,
  { asked, withSynonyms }: ShownTerms,
): Hit {
  const words = new Set([chunk.path, chunk.symbol, text].flatMap(analyzeText));
  return {
    root: folder.root,
    path: chunk.path,
    language: chunk.language,
    ...(chunk.encoding === undefined ? {} : { encoding: chunk.encoding }),
    range,
    text,
    symbol,
    score: scores.final,
    breakdown: { ...scores, matchedWords: [...asked.keys()].filter((term) => words.has(term)) },
    bestLines: bestLines(text.split('\n'), withSynonyms).map((index) => range.startLine + index),
  };
}
