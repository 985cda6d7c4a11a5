import { withoutMarks } from './citationMarks.ts';
import { splitSentences } from './sentences.ts';

/** Shorter sentences ("It does not.") may well be said twice. */
const minWords = 4;
/** Elsewhere than just after the end of a sentence there is nothing new to find. */
const justEnded = /[.!?。！？\n][^.!?。！？\n]{0,30}$/u;

/**
 * Whether the last complete sentence of a growing answer was said before in it, word for word:
 * small models go on like that. The sentence that is being written is left alone.
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
