import type { Verdict } from './verdicts.ts';
import type { DoubtedRange } from './signs.ts';
import { maxDetectingMs } from '../detecting/detectUnsupported.ts';
import type { DetectorReport } from '../detecting/readByDetector.ts';
import { wording } from '../../texts/wording.ts';
import type { Wording } from '../../texts/wording.ts';

/** The verdicts that are shown. A sentence without a claim gets none. */
export const shownVerdicts = [
  'quoted',
  'facts-found',
  'partly',
  'not-in-lines',
  'not-checked',
] as const satisfies readonly Verdict[];
export type ShownVerdict = (typeof shownVerdicts)[number];

/** Each verdict in a few words. */
export const verdictNames: Readonly<Record<ShownVerdict, Wording>> = {
  quoted: wording('quoted'),
  'facts-found': wording('names and numbers checked'),
  partly: wording('partly in its lines'),
  'not-in-lines': wording('not in its lines'),
  'not-checked': wording('not checked'),
};

export const verdictMeanings: Readonly<Record<ShownVerdict, Wording>> = {
  quoted: wording('Its words are in the lines, in the same order.'),
  'facts-found': wording(
    'Each code name, number and quotation is in the lines. What it says about them may be wrong.',
  ),
  partly: wording('One part of it fits the lines, another does not.'),
  'not-in-lines': wording(
    'It has words that the lines lack or contradict, or too little in common with them.',
  ),
  'not-checked': wording('Nothing was found for it or against it.'),
};

export const noProof = wording(
  'Sentences are compared with the lines they cite, by rules. None of these words is a proof.',
);

export const allFailedWarning = wording(
  'No sentence of this answer fits the lines it cites. Rely on the sources instead.',
);

/** How many sentences have each verdict. Verdicts with no sentences are omitted. */
export function countVerdicts(
  sentences: readonly { readonly verdict: Verdict }[],
): readonly { readonly verdict: ShownVerdict; readonly count: number }[] {
  return shownVerdicts
    .map((verdict) => ({
      verdict,
      count: sentences.filter((sentence) => sentence.verdict === verdict).length,
    }))
    .filter(({ count }) => count > 0);
}

/** Whether there are claims, and the lines support none of them. */
export function allFailed(sentences: readonly { readonly verdict: Verdict }[]): boolean {
  const claims = sentences.filter(({ verdict }) => verdict !== 'no-claim');
  return claims.length > 0 && claims.every(({ verdict }) => verdict === 'not-in-lines');
}

/** What a detector has read of an answer, or why it read nothing. */
export function detectorWords(report: DetectorReport): Wording {
  if ('problem' in report) return report.problem;
  const { model, read, claims, isCut } = report;
  const amount = { model, read, claims };
  if (isCut)
    return wording(
      'The detector {model} read {read} of {claims} sentences, and only the beginning of long sources.',
      amount,
    );
  return read === claims
    ? wording('The detector {model} read {read} of {claims} sentences.', amount)
    : wording(
        'The detector {model} read {read} of {claims} sentences. The others would have taken longer than {seconds} s or are too long for it.',
        { ...amount, seconds: maxDetectingMs / 1000 },
      );
}

/** Why words are underlined, and what the lines have instead. */
export function doubtReason({ sign, instead, definedIn, probability = 0 }: DoubtedRange): Wording {
  if (definedIn !== undefined) {
    const { path, line } = definedIn;
    return wording('Defined in {path}:{line}, not in these lines.', { path, line });
  }
  const [first, ...more] = instead.map((text) => wording('“{text}”', { text }));
  const others = more.reduce<Wording | undefined>(
    (list, other) => (list === undefined ? other : wording('{list} or {other}', { list, other })),
    first,
  );
  switch (sign) {
    case 'name':
      return others === undefined
        ? wording('Not in these lines.')
        : wording('Not in these lines. They have {others}.', { others });
    case 'number':
      return others === undefined
        ? wording('These lines do not give this number.')
        : wording('These lines do not give this number. They have {others}.', { others });
    case 'opposite':
      return wording('Not in these lines. They say {others}.', { others: others ?? '' });
    case 'technical':
      return wording('Nothing in these lines is about this.');
    case 'absolute':
    case 'universal':
      return wording('These lines do not say that there are no exceptions.');
    case 'outcome':
      return wording('Nothing in these lines does this.');
    case 'misplaced':
      return wording('These lines have it, but not where the sentence puts it.');
    case 'crossed':
      return wording('In these lines, this is next to the other thing that the sentence names.');
    case 'detector':
      return wording(
        'The detector gives a probability of {percent} % that these lines do not support this.',
        {
          percent: Math.round(100 * probability),
        },
      );
  }
}
