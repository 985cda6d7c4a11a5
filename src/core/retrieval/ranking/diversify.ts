import type { RankedCandidate } from './fuseScores.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';
import { fileKey } from './contextScores.ts';
import { analyzeText } from '../question/analyzeText.ts';
import { findRepetition, tellingLines } from './repeats.ts';
import type { Repetition, TellingLine } from './repeats.ts';

/** A candidate with less than this share of the best score is not a source. */
const minShare = 0.1;

/**
 * Factor for extra candidates: some will be joined to their neighbours, and others take their
 * places.
 */
const reserve = 2;

/**
 * Maximum number of near copies of all sources together. There may be one for each environment or
 * customer, and they take little room.
 */
const maxVariants = 20;
/** Maximum number of further places that one source lists. */
const maxCopies = 20;

/** A candidate that becomes a source, with those that nearly repeat it. */
export interface ChosenCandidate extends RankedCandidate {
  /** Indexes of its lines that differ in a near copy. */
  readonly differs: readonly number[];
  /** Near copies that differ in a value, or in a word of the question. They are sources too. */
  readonly variants: readonly NearCopy[];
  /** Near copies that say the same, and variants beyond the limit. They are only listed. */
  readonly copies: readonly NearCopy[];
  /** How many more near copies were found but are not listed. */
  readonly unlistedCopies: number;
}

/** A near copy of a better candidate, with the indexes of its lines that differ. */
export interface NearCopy {
  readonly candidate: RankedCandidate;
  readonly differs: readonly number[];
}

/**
 * The best candidates in the order a reader wants them. Each time, the highest score is chosen,
 * reduced by a factor for every chunk of the same file that is already chosen. A chunk that nearly
 * repeats an earlier one is put with it. One with only a tiny share of the best score is skipped.
 * (Maximal marginal relevance with the file as the measure of similarity.)
 * @param ranked best first.
 * @param limit how many sources are wanted; up to twice as many are returned.
 * @param asked the terms of the question.
 */
export function diversify(
  ranked: readonly RankedCandidate[],
  sameFile: RetrievalWeights['sameFile'],
  limit: number,
  asked: ReadonlySet<string>,
): ChosenCandidate[] {
  const saysAsked = (line: string): boolean => analyzeText(line).some((term) => asked.has(term));
  const remaining = ranked
    .filter(({ scores }) => scores.final >= minShare)
    .map((candidate) => ({ candidate, key: fileKey(candidate) }));
  const perFile = new Map<string, number>();
  const chosen: Group[] = [];
  let variants = 0;
  while (chosen.length < reserve * limit && remaining.length > 0) {
    const factor = chosen.length < limit / 2 ? sameFile.first : sameFile.later;
    const scores = remaining.map(
      ({ candidate, key }) => candidate.scores.final * factor ** (perFile.get(key) ?? 0),
    );
    const [next] = remaining.splice(scores.indexOf(Math.max(...scores)), 1);
    if (next === undefined) break;
    const { candidate, key } = next;
    const lines = tellingLines(candidate.chunk.text);
    const found = firstRepetition(chosen, lines, saysAsked);
    if (found === null) {
      perFile.set(key, (perFile.get(key) ?? 0) + 1);
      const none = { differs: new Set<number>(), variants: [], copies: [], unlistedCopies: 0 };
      chosen.push({ candidate, lines, ...none });
      continue;
    }
    const { group, repetition } = found;
    const copy = { candidate, differs: repetition.onlyInSecond };
    const saysOther = repetition.isTelling && !isOverload(group.candidate, candidate);
    if (saysOther) for (const index of repetition.onlyInFirst) group.differs.add(index);
    if (saysOther && variants++ < maxVariants) group.variants.push(copy);
    else if (group.copies.length < maxCopies) group.copies.push(copy);
    else group.unlistedCopies++;
  }
  return chosen.map((group) => ({
    ...group.candidate,
    differs: [...group.differs],
    variants: group.variants,
    copies: group.copies,
    unlistedCopies: group.unlistedCopies,
  }));
}

/**
 * Whether two near copies are overloads: the same name in the same file. They differ in a type, and
 * the first one says what they do.
 */
function isOverload({ folder, chunk }: RankedCandidate, other: RankedCandidate): boolean {
  return (
    folder === other.folder &&
    chunk.fileId === other.chunk.fileId &&
    chunk.symbol !== '' &&
    chunk.symbol === other.chunk.symbol
  );
}

interface Group {
  readonly candidate: RankedCandidate;
  readonly lines: readonly TellingLine[];
  readonly differs: Set<number>;
  readonly variants: NearCopy[];
  readonly copies: NearCopy[];
  unlistedCopies: number;
}

function firstRepetition(
  groups: readonly Group[],
  lines: readonly TellingLine[],
  saysAsked: (line: string) => boolean,
): { readonly group: Group; readonly repetition: Repetition } | null {
  for (const group of groups) {
    const repetition = findRepetition(group.lines, lines, saysAsked);
    if (repetition !== null) return { group, repetition };
  }
  return null;
}
