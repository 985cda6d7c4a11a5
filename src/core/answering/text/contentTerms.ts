import { analyzeText } from '../../retrieval/question/analyzeText.ts';
import { isStopWord } from '../../retrieval/question/stopWords.ts';
import { withoutMarks } from './citationMarks.ts';

/**
 * The distinct meaningful terms of a text, as the lexical index produces them, without stop words
 * and source marks.
 */
export function contentTerms(text: string): ReadonlySet<string> {
  const words = withoutMarks(text).match(/[\p{L}\p{M}\p{N}_.]+/gu) ?? [];
  return new Set(words.filter((word) => !isStopWord(word.toLowerCase())).flatMap(analyzeText));
}
