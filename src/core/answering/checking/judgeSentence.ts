import type { TextRange } from '../text/markdownBlocks.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import { clauses } from './clauses.ts';
import { comparableText } from './words/comparableText.ts';
import type { HeldLines } from './heldLines.ts';
import { sentenceSigns, unheldShare } from './signs.ts';
import type { DoubtedRange } from './signs.ts';
import { decidingCosine, weighSigns } from './signWeights.ts';
import { tellingWords } from './words/tellingWords.ts';
import type { Verdict } from './verdicts.ts';
import { holdsWords } from './words/wordRun.ts';
import type { UnsupportedWords } from '../detecting/unsupportedWords.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** The words that show what is not supported, as ranges of the sentence. */
  readonly doubted: readonly DoubtedRange[];
}

/** A clause with a larger share of words that the lines do not contain is not accepted. */
const maxUnheldShare = 0.5;
/** A clause with fewer meaningful words says too little by itself. */
const minClauseWords = 2;

/**
 * The highest cosine of a sentence and the pieces of its lines, or the first one that is at least
 * `enough`; null without an embedder.
 */
export type Nearness = (enough: number) => Promise<number | null>;

/**
 * @param nearness is only asked where the outcome depends on it, since embedding costs more than
 * all else.
 * @param unsupported words of it that a detector doubts. They flag the sentence, unless all of its
 * words are in the lines.
 */
export async function judgeSentence(
  sentence: string,
  held: HeldLines,
  nearness: Nearness,
  unsupported: readonly UnsupportedWords[] = [],
): Promise<Judgement> {
  if (holdsWords(held, sentence)) return { verdict: 'quoted', doubted: [] };
  const said = comparableText(sentence, held);
  const signs = sentenceSigns(said, held);
  const deciding = decidingCosine(signs);
  // What an embedder says about two languages is unknown, so its distance does not count.
  const cosine = deciding === null || said !== sentence ? null : await nearness(deciding);
  const failsRules = weighSigns(signs, cosine) > 0;
  if (failsRules || unsupported.length > 0) {
    const byRules = failsRules ? withoutOverlaps(signs.doubted) : [];
    const doubted = withDetected(byRules, unsupported);
    const verdict = holdsAClause(said, doubted, held) ? 'partly' : 'not-in-lines';
    return { verdict, doubted };
  }
  const verdict = areFound(signs.facts, held) ? 'facts-found' : 'not-checked';
  return { verdict, doubted: [] };
}

/** Adds what a detector doubts. A rule knows why, so its words stay as they are. */
function withDetected(
  byRules: readonly DoubtedRange[],
  unsupported: readonly UnsupportedWords[],
): readonly DoubtedRange[] {
  const detected = unsupported
    .filter((words) => !byRules.some(({ start, end }) => start < words.end && words.start < end))
    .map((words): DoubtedRange => ({ ...words, sign: 'detector', instead: [] }));
  return [...byRules, ...detected].sort((a, b) => a.start - b.start);
}

/** Of overlapping ranges, keeps the first: a word is doubted for only one reason. */
function withoutOverlaps(ranges: readonly DoubtedRange[]): readonly DoubtedRange[] {
  return ranges.reduce<readonly DoubtedRange[]>(
    (kept, range) => (range.start < (kept.at(-1)?.end ?? 0) ? kept : [...kept, range]),
    [],
  );
}

/** Whether one of several clauses has no doubted words, and most of its words are in the lines. */
function holdsAClause(sentence: string, doubted: readonly TextRange[], held: HeldLines): boolean {
  const all = clauses(sentence);
  return (
    all.length > 1 &&
    all.some(({ start, end }) => {
      const clause = sentence.slice(start, end);
      return (
        tellingWords(clause).length >= minClauseWords &&
        !doubted.some((range) => range.start < end && start < range.end) &&
        unheldShare(clause, held) <= maxUnheldShare
      );
    })
  );
}

function areFound(facts: readonly SentenceFact[], held: HeldLines): boolean {
  return facts.length > 0 && facts.every((fact) => held.placeOf(fact) === 'lines');
}
