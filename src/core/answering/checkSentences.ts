import type { CheckedSentence } from './answer.ts';
import { HeldLines } from './checking/heldLines.ts';
import { judgeSentence } from './checking/judgeSentence.ts';
import type { Judgement } from './checking/judgeSentence.ts';
import { claimGroups, distinctRanges, isClaim } from './claimGroups.ts';
import type { CitedAnswer, ClaimGroup } from './claimGroups.ts';
import type { FoundUnsupported } from './detecting/readByDetector.ts';
import { likeliestFirst, sourcePieces } from './sourcePieces.ts';
import type { TextRange } from './text/markdownBlocks.ts';

/**
 * The cosine of a sentence and the nearest of `texts`, which are compared in order. The first one
 * that is at least `enough` is as good as the nearest. Null without an embedder. The index process
 * does this.
 */
export type MeaningCheck = (
  sentence: string,
  texts: readonly string[],
  enough: number,
) => Promise<number | null>;

/**
 * Checks each sentence that makes a claim against its sources (`claimGroups`).
 * docs/sentence-checks.md describes the signs.
 * @param unsupported what a detector found, if one has read the answer.
 */
export async function checkSentences(
  answer: CitedAnswer,
  meaning: MeaningCheck,
  unsupported: FoundUnsupported = new Map(),
): Promise<readonly CheckedSentence[]> {
  const judged = new Map<TextRange, Judgement>();
  for (const group of claimGroups(answer)) {
    const judgements = await judgeGroup(answer, group, meaning, unsupported);
    for (const [range, judgement] of judgements) judged.set(range, judgement);
  }
  return answer.sentences.map((range) => {
    const { verdict, doubted } = judged.get(range) ?? {
      verdict: isClaim(answer.text, range) ? ('not-checked' as const) : ('no-claim' as const),
      doubted: [],
    };
    return {
      ...range,
      verdict,
      doubted: doubted.map((words) => ({
        ...words,
        start: range.start + words.start,
        end: range.start + words.end,
      })),
    };
  });
}

async function judgeGroup(
  { text, question }: CitedAnswer,
  group: ClaimGroup,
  meaning: MeaningCheck,
  unsupported: FoundUnsupported,
): Promise<ReadonlyMap<TextRange, Judgement>> {
  const { sources, ranges } = group;
  const sentenceOf = ({ start, end }: TextRange): string => text.slice(start, end);
  const distinct = distinctRanges(text, group);
  const held = new HeldLines({
    lines: sources.map((source) => source.text).join('\n'),
    paths: sources.map(({ label }) => label).join('\n'),
    question,
  });
  const pieces = sourcePieces(sources);
  const judgements = new Map<string, Judgement>();
  for (const range of distinct) {
    const sentence = sentenceOf(range);
    const judgement = await judgeSentence(
      sentence,
      held,
      (enough) => meaning(sentence, likeliestFirst(sentence, pieces), enough),
      unsupported.get(range.start),
    );
    judgements.set(sentence, judgement);
  }
  return new Map(
    ranges.flatMap((range): [TextRange, Judgement][] => {
      const judgement = judgements.get(sentenceOf(range));
      return judgement === undefined ? [] : [[range, judgement]];
    }),
  );
}
