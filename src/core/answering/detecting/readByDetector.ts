import { isFailure } from '../../errors.ts';
import type { Cancellation } from '../../ports/cancellation.ts';
import type { Wording } from '../../texts/wording.ts';
import { claimGroups, distinctRanges } from '../claimGroups.ts';
import type { CitedAnswer } from '../claimGroups.ts';
import { citationMarks } from '../text/citationMarks.ts';
import type { Detection, DetectorPassage } from './detectUnsupported.ts';
import type { UnsupportedWords } from './unsupportedWords.ts';

/** The detector that the user chose, wherever it runs. */
export interface AnswerDetector {
  /** Loads it while the answer is written. */
  prepare(): void;
  /**
   * Takes at most `maxDetectingMs`. Null if no detector is chosen.
   * @throws Failure `cancelled`; others by reason, naming the setting.
   */
  read(passages: readonly DetectorPassage[], cancellation: Cancellation): Promise<Detection | null>;
}

/** The words that a detector found unsupported, by where their sentence starts in the answer. */
export type FoundUnsupported = ReadonlyMap<number, readonly UnsupportedWords[]>;

/** What a detector has read of an answer, or why it read nothing. */
export type DetectorReport =
  | {
      readonly model: string;
      /** The number of sentences that make a claim, and how many of them it read. */
      readonly claims: number;
      readonly read: number;
      /** Whether some sources were longer than what it reads at once. */
      readonly isCut: boolean;
    }
  | { readonly problem: Wording };

/**
 * Has a finished answer read by the detector that the user chose. If that fails, the report says
 * why: the answer must not be lost for it.
 * @returns a null report if no detector is chosen or nothing in the answer can be held against a
 * source.
 * @throws Failure `cancelled`.
 */
export async function readByDetector(
  answer: CitedAnswer,
  detector: Pick<AnswerDetector, 'read'>,
  cancellation: Cancellation,
): Promise<{ readonly found: FoundUnsupported; readonly report: DetectorReport | null }> {
  const nothing = { found: new Map<number, never>(), report: null };
  const { text, question } = answer;
  const groups = claimGroups(answer).map(({ sources, ranges }) => ({
    sources: sources.map((source) => `${source.label}\n${source.text}`),
    ranges: distinctRanges(text, { sources, ranges }),
  }));
  if (groups.length === 0) return nothing;
  try {
    const detection = await detector.read(
      groups.map(({ sources, ranges }) => ({
        question,
        sources,
        sentences: ranges.map(({ start, end }) => withoutMarks(text.slice(start, end))),
      })),
      cancellation,
    );
    if (detection === null) return nothing;
    const found = new Map<number, readonly UnsupportedWords[]>();
    for (const [index, { ranges }] of groups.entries())
      for (const [place, words] of (detection.passages[index] ?? []).entries())
        found.set(ranges[place]?.start ?? -1, words);
    const claims = groups.reduce((sum, { ranges }) => sum + ranges.length, 0);
    const { model, isCut } = detection;
    return { found, report: { model, claims, read: found.size, isCut } };
  } catch (error) {
    if (!isFailure(error) || error.reason === 'cancelled') throw error;
    return { ...nothing, report: { problem: error.wording } };
  }
}

/** Marks like `[1]` are ours, not words of the answer. Positions stay the same. */
function withoutMarks(sentence: string): string {
  return citationMarks(sentence).reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    sentence,
  );
}
