import { checkSentences } from '../../../src/core/answering/checkSentences.ts';
import type { MeaningCheck } from '../../../src/core/answering/checkSentences.ts';
import { readByDetector } from '../../../src/core/answering/detecting/readByDetector.ts';
import type { AnswerDetector } from '../../../src/core/answering/detecting/readByDetector.ts';
import { HeldLines } from '../../../src/core/answering/checking/heldLines.ts';
import type { Verdict } from '../../../src/core/answering/checking/judgeSentence.ts';
import { signValues } from '../../../src/core/answering/checking/signWeights.ts';
import { sentenceSigns } from '../../../src/core/answering/checking/signs.ts';
import { splitSentences } from '../../../src/core/answering/text/sentences.ts';
import type { LabelledSentence } from './labelledSentences.ts';

export interface JudgedSentence {
  readonly labelled: LabelledSentence;
  readonly verdict: Verdict;
  /** The sentence's signs as numbers, in the order of `signNames`. */
  readonly signs: readonly number[];
  readonly ms: number;
}

/** Runs the shipped check over a sentence as if it were a whole answer. */
export async function judge(
  labelled: LabelledSentence,
  meaning: MeaningCheck,
  detector: Pick<AnswerDetector, 'read'>,
): Promise<JudgedSentence> {
  const { sentence: text, sources, sourceTexts } = labelled;
  const seen = sources.map(({ path, startLine, endLine }, index) => ({
    number: index + 1,
    label: `${path}:${startLine}-${endLine}`,
    text: sourceTexts[index] ?? '',
  }));
  let cosine = -1;
  const startMs = performance.now();
  const sentences = splitSentences(text);
  const answer = { text, sentences, citations: [], sources: seen, question: '' };
  const { found } = await readByDetector(answer, detector, new AbortController().signal);
  const checked = await checkSentences(
    answer,
    async (asked, texts) => {
      const nearest = await meaning(asked, texts);
      cosine = Math.max(cosine, ...nearest.map(({ support }) => support));
      return nearest;
    },
    found,
  );
  const ms = performance.now() - startMs;
  const held = new HeldLines({
    lines: sourceTexts.join('\n'),
    paths: sources.map(({ path }) => path).join('\n'),
    question: '',
  });
  return {
    labelled,
    verdict: verdictOfAll(checked.map(({ verdict }) => verdict)),
    signs: signValues(sentenceSigns(text, held), cosine < 0 ? null : cosine),
    ms,
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
