import { saidWords } from './saidAgain.ts';
import { splitSentences } from './sentences.ts';

const endMark = /[.!?…。！？][)"'”’»*_\]\s]*$/u;

/**
 * What is worth showing of an answer that was ended because it repeated itself: without the
 * repeated sentences at its end and the one that was still being written. Unchanged if nothing
 * would be left, or if the repetition is within fenced code.
 */
export function cutRepetition(text: string): string {
  const sentences = splitSentences(text).map((range) => ({
    end: range.end,
    words: saidWords(text.slice(range.start, range.end)),
    isComplete: endMark.test(text.slice(range.start, range.end)),
  }));
  const isOver = (place: number): boolean => {
    const { words, isComplete } = sentences[place] ?? { words: '', isComplete: true };
    const isUnfinished = place === sentences.length - 1 && !isComplete;
    return isUnfinished || sentences.slice(0, place).some((before) => before.words === words);
  };
  let kept = sentences.length;
  while (kept > 0 && isOver(kept - 1)) kept--;
  const end = sentences[kept - 1]?.end;
  const rest = end === undefined ? text : text.slice(end);
  return end === undefined || kept === sentences.length || rest.includes('```')
    ? text
    : text.slice(0, end);
}
