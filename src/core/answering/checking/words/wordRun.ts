import { withoutMarks } from '../../text/citationMarks.ts';
import type { HeldLines } from '../heldLines.ts';

/** Fewer consecutive words may be a coincidence. */
const minWords = 4;

/**
 * Whether the words of a sentence occur consecutively in the lines, ignoring case and punctuation.
 */
export function holdsWords({ text }: HeldLines, sentence: string): boolean {
  const wanted = wordsOf(withoutMarks(sentence));
  return (
    wanted.length >= minWords && ` ${wordsOf(text).join(' ')} `.includes(` ${wanted.join(' ')} `)
  );
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
}
