import { withoutMarks } from './citationMarks.ts';
import { splitSentences } from './sentences.ts';

/** Shorter sentences ("It does not.") may legitimately be repeated. */
const minWords = 4;
/** Only just after the end of a sentence can there be a new repetition. */
const justEnded = /[.!?。！？\n][^.!?。！？\n]{0,30}$/u;

/**
 * Whether the last complete sentence of a growing answer repeats an earlier one word for word.
 * Small models get stuck like that. The sentence still being written is ignored.
 */
export function isSaidAgain(text: string): boolean {
  if (!justEnded.test(text.slice(-40))) return false;
  const complete = splitSentences(text)
    .slice(0, -1)
    .map(({ start, end }) => saidWords(text.slice(start, end)));
  const last = complete.pop();
  return (
    last !== undefined && last.split(' ').length >= minWords && complete.some((one) => one === last)
  );
}

/** The words of a sentence, by which it is the same as another one. */
export function saidWords(sentence: string): string {
  const words = withoutMarks(sentence)
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}_]+/gu);
  return (words ?? []).join(' ');
}
