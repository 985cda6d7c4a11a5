import type { Verdict } from './judgeSentence.ts';
import type { DoubtedRange } from './signs.ts';

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
export const verdictNames: Readonly<Record<ShownVerdict, string>> = {
  quoted: 'quoted',
  'facts-found': 'names and numbers checked',
  partly: 'partly in its lines',
  'not-in-lines': 'not in its lines',
  'not-checked': 'not checked',
};

export const verdictMeanings: Readonly<Record<ShownVerdict, string>> = {
  quoted: 'Its words are in the lines, in the same order.',
  'facts-found':
    'Each code name, number and quotation is in the lines. What it says about them may be wrong.',
  partly: 'One part of it fits the lines, another does not.',
  'not-in-lines':
    'It has words that the lines lack or contradict, or too little in common with them.',
  'not-checked': 'Nothing was found for it or against it.',
};

export const noProof =
  'Sentences are compared with the lines they cite, by rules. None of these words is a proof.';

export const allFailedWarning =
  'No sentence of this answer fits the lines it cites. Rely on the sources instead.';

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

/** Why words are underlined, and what the lines have instead. */
export function doubtReason({ sign, instead }: DoubtedRange): string {
  const others = instead.map((text) => `“${text}”`).join(' or ');
  switch (sign) {
    case 'name':
      return `Not in these lines.${others === '' ? '' : ` They have ${others}.`}`;
    case 'number':
      return `These lines do not give this number.${others === '' ? '' : ` They have ${others}.`}`;
    case 'opposite':
      return `Not in these lines. They say ${others}.`;
    case 'technical':
      return 'Nothing in these lines is about this.';
    case 'absolute':
    case 'universal':
      return 'These lines do not say that there are no exceptions.';
    case 'outcome':
      return 'Nothing in these lines does this.';
    case 'misplaced':
      return 'These lines have it, but not where the sentence puts it.';
    case 'crossed':
      return 'In these lines, this is next to the other thing that the sentence names.';
  }
}
