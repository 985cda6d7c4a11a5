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
    .map(({ start, end }) => wordsOf(text.slice(start, end)));
  const last = complete.at(-1);
  return last !== undefined && last.length >= minWords && saidBefore(complete, last);
}

function saidBefore(sentences: readonly (readonly string[])[], last: readonly string[]): boolean {
  const wanted = last.join(' ');
  return sentences.slice(0, -1).some((words) => words.join(' ') === wanted);
}

function wordsOf(sentence: string): readonly string[] {
  return (
    withoutMarks(sentence)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
  );
}
