import { argumentCounts } from './argumentCounts.ts';
import type { EncodingId } from '../../encoding/encodingNames.ts';
import type { TextRange } from '../text/markdownBlocks.ts';
import { sentenceFacts } from '../sentenceFacts.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import { misplacedDefaults, misplacedVariables, misusedNumbers } from './claimedValues.ts';
import { misusedUnits } from './misusedUnits.ts';
import { otherDefaults } from './otherDefaults.ts';
import { crossedFacts } from './crossedFacts.ts';
import type { WordSign, doubtSigns } from './doubtSigns.ts';
import { absoluteWords, universalWords } from './words/emphaticWords.ts';
import type { HeldLines } from './heldLines.ts';
import { insteadOf } from './insteadOf.ts';
import { miscounted, unheldItems } from './listedThings.ts';
import { opposites } from './words/opposites.ts';
import { avoidedNames } from './avoidedNames.ts';
import { misplacedResults, unheldOutcomes, unreturnedNumbers } from './outcomes.ts';
import { reversedCalls } from './reversedCalls.ts';
import { factsElsewhere, subjectClauses, wordsElsewhere } from './subjectScope.ts';
import { technicalWords } from './words/technicalWords.ts';
import { tellingWords } from './words/tellingWords.ts';

/** Words of a sentence that its lines do not support, as a UTF-16 range of it. */
export interface DoubtedRange extends TextRange {
  readonly sign: (typeof doubtSigns)[number];
  /** How likely the detector finds it that they are not supported, 0 to 1; for its sign alone. */
  readonly probability?: number;
  /** What the lines have in its place, if known. */
  readonly instead: readonly string[];
  /** Where a name is defined that the lines lack; omitted if it is not known. */
  readonly definedIn?: DefiningLine;
}

/** The line of a file that defines a name. */
export interface DefiningLine {
  /** Number of a source in the same workspace folder. */
  readonly source: number;
  /** Relative to that folder, with forward slashes. */
  readonly path: string;
  readonly line: number;
  readonly text: string;
  /** The encoding that the file was read in, if not UTF-8. */
  readonly encoding?: EncodingId;
}

/** Everything that comparing a sentence with its lines shows. */
export interface SentenceSigns {
  readonly facts: readonly SentenceFact[];
  readonly doubted: readonly DoubtedRange[];
  /** The share of its meaningful words that nothing in the lines supports, 0 to 1. */
  readonly unheldShare: number;
}

/**
 * Minimum divisor of the share, so that one word of a short sentence does not count as half of it.
 */
const minWords = 3;

export function sentenceSigns(sentence: string, held: HeldLines): SentenceSigns {
  const facts = sentenceFacts(sentence);
  const none: readonly string[] = [];
  const because = (sign: WordSign, ranges: readonly TextRange[]): readonly DoubtedRange[] =>
    ranges.map(({ start, end }) => ({ start, end, sign, instead: none }));
  const counts = argumentCounts(sentence, facts, held);
  const isCounted = ({ start, end }: TextRange): boolean =>
    counts.some((count) => count.start < end && start < count.end);
  const absent = facts
    .filter((fact) => held.placeOf(fact) === 'nowhere' && !isCounted(fact))
    .map((fact): DoubtedRange => ({
      start: fact.start,
      end: fact.end,
      sign: isNumber(fact) ? 'number' : 'name',
      instead: insteadOf(fact, sentence, held),
    }));
  const crossed = crossedFacts(sentence, facts, held);
  const subjects = subjectClauses(sentence, facts, held);
  const doubted = [
    ...absent,
    ...counts
      .filter(({ isRight }) => !isRight)
      .map(({ start, end, signatures: instead }): DoubtedRange => ({
        start,
        end,
        sign: 'number',
        instead,
      })),
    ...miscounted(sentence, held).map((range): DoubtedRange => ({ ...range, sign: 'number' })),
    ...opposites(sentence, held).map((range): DoubtedRange => ({ ...range, sign: 'opposite' })),
    ...because('technical', [...technicalWords(sentence, held), ...unheldItems(sentence, held)]),
    ...because('absolute', absoluteWords(sentence, held)),
    ...because('universal', universalWords(sentence, held)),
    ...because('outcome', unheldOutcomes(sentence, held)),
    ...because('misplaced', [
      ...misplacedResults(sentence, held),
      ...unreturnedNumbers(sentence, held),
      ...avoidedNames(sentence, held),
      ...reversedCalls(sentence, held),
      ...misusedUnits(sentence, facts, held),
      ...otherDefaults(sentence, facts, held),
      ...misusedNumbers(sentence, facts, held),
      ...misplacedDefaults(sentence, facts, held),
      ...misplacedVariables(sentence, facts, held),
      ...factsElsewhere(sentence, facts, subjects, held),
      ...wordsElsewhere(sentence, subjects, held),
    ]),
    ...because('crossed', crossed === null ? [] : [crossed.first, crossed.second]),
  ];
  return {
    facts,
    doubted: doubted.sort((a, b) => a.start - b.start),
    unheldShare: unheldShare(sentence, held),
  };
}

/** The share of a text's meaningful words that nothing in the lines supports, 0 to 1. */
export function unheldShare(text: string, held: HeldLines): number {
  const words = tellingWords(text);
  return held.missing(words).length / Math.max(minWords, words.length);
}

function isNumber({ kind }: SentenceFact): boolean {
  return kind === 'number' || kind === 'count';
}
