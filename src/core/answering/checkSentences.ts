import type { CheckedSentence } from './answer.ts';
import { HeldLines } from './checking/heldLines.ts';
import { judgeSentence } from './checking/judgeSentence.ts';
import type { Judgement } from './checking/judgeSentence.ts';
import { claimGroups, distinctRanges, isClaim } from './claimGroups.ts';
import type { CitedAnswer, ClaimGroup } from './claimGroups.ts';
import type { FoundUnsupported } from './detecting/readByDetector.ts';
import type { TextRange } from './text/markdownBlocks.ts';

/** The text that is closest to a sentence in meaning: its index among the texts, and its cosine. */
export interface TextSupport {
  readonly text: number;
  /** -1 to 1; -1 if there is no embedder. */
  readonly support: number;
}

/** Finds the best of `texts` for each sentence. The index process does this. */
export type MeaningCheck = (
  sentences: readonly string[],
  texts: readonly string[],
) => Promise<readonly TextSupport[]>;

/** Roughly how much of a text the embedder reads. */
const linesPerText = 25;

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
  const nearest = await meaning(
    distinct.map(sentenceOf),
    sources.flatMap((source) => pieces(`${source.label}\n${source.text}`)),
  );
  const judgements = new Map(
    distinct.map((range, index) => {
      const sentence = sentenceOf(range);
      const cosine = nearest[index]?.support ?? -1;
      const found = unsupported.get(range.start) ?? [];
      return [sentence, judgeSentence(sentence, held, cosine < 0 ? null : cosine, found)];
    }),
  );
  return new Map(
    ranges.flatMap((range): [TextRange, Judgement][] => {
      const judgement = judgements.get(sentenceOf(range));
      return judgement === undefined ? [] : [[range, judgement]];
    }),
  );
}

function pieces(text: string): readonly string[] {
  const lines = text.split('\n');
  return Array.from({ length: Math.ceil(lines.length / linesPerText) }, (_, i) =>
    lines.slice(i * linesPerText, (i + 1) * linesPerText).join('\n'),
  );
}
