import { checkSentences } from '../../../src/core/answering/checkSentences.ts';
import type { MeaningCheck } from '../../../src/core/answering/checkSentences.ts';
import { readByDetector } from '../../../src/core/answering/detecting/readByDetector.ts';
import type { AnswerDetector } from '../../../src/core/answering/detecting/readByDetector.ts';
import { HeldLines } from '../../../src/core/answering/checking/heldLines.ts';
import type { Verdict } from '../../../src/core/answering/checking/verdicts.ts';
import { signValues } from '../../../src/core/answering/checking/signWeights.ts';
import { sentenceSigns } from '../../../src/core/answering/checking/signs.ts';
import { likeliestFirst, sourcePieces } from '../../../src/core/answering/sourcePieces.ts';
import { splitSentences } from '../../../src/core/answering/text/sentences.ts';
import type { LabelledSentence } from './labelledSentences.ts';

export interface JudgedSentence {
  readonly labelled: LabelledSentence;
  readonly verdict: Verdict;
  /** The sentence's signs as numbers, in the order of `signNames`. */
  readonly signs: readonly number[];
  /** Of the check alone: by the clock, and of processor time where that is known. */
  readonly ms: number;
  readonly processorMs: number | null;
}

/** Higher than any cosine, so that all pieces are compared. */
const unreachable = 2;

/** Runs the shipped check over a sentence as if it were a whole answer. */
export async function judge(
  labelled: LabelledSentence,
  meaning: MeaningCheck,
  detector: Pick<AnswerDetector, 'read'>,
  usedProcessorMs: () => number | null,
): Promise<JudgedSentence> {
  const { sentence: text, sources, sourceTexts } = labelled;
  const seen = sources.map(({ path, startLine, endLine }, index) => ({
    number: index + 1,
    label: `${path}:${startLine}-${endLine}`,
    text: sourceTexts[index] ?? '',
  }));
  const startMs = performance.now();
  const usedBefore = usedProcessorMs();
  const sentences = splitSentences(text);
  const answer = { text, sentences, citations: [], sources: seen, question: '' };
  const { found } = await readByDetector(answer, detector, new AbortController().signal);
  const checked = await checkSentences(answer, meaning, found);
  const usedAfter = usedProcessorMs();
  const ms = performance.now() - startMs;
  let cosine: number | null = null;
  const pieces = sourcePieces(seen);
  for (const { start, end, verdict } of checked) {
    if (verdict === 'no-claim' || pieces.length === 0) continue;
    const sentence = text.slice(start, end);
    const nearest = await meaning(sentence, likeliestFirst(sentence, pieces), unreachable);
    if (nearest !== null) cosine = Math.max(cosine ?? -1, nearest);
  }
  const held = new HeldLines({
    lines: sourceTexts.join('\n'),
    paths: sources.map(({ path }) => path).join('\n'),
    question: '',
  });
  return {
    labelled,
    verdict: verdictOfAll(checked.map(({ verdict }) => verdict)),
    signs: signValues(sentenceSigns(text, held), cosine),
    ms,
    processorMs: usedBefore === null || usedAfter === null ? null : usedAfter - usedBefore,
  };
}

/** One verdict even if the text turned out to be several sentences. */
function verdictOfAll(verdicts: readonly Verdict[]): Verdict {
  const claims = verdicts.filter((verdict) => verdict !== 'no-claim');
  const [first = 'no-claim', ...rest] = claims;
  if (rest.every((verdict) => verdict === first)) return first;
  const flagged = claims.filter(isFlagged);
  if (flagged.length > 0) return 'partly';
  return 'not-checked';
}

export function isFlagged(verdict: Verdict): boolean {
  return verdict === 'partly' || verdict === 'not-in-lines';
}
