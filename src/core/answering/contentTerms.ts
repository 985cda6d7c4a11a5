import { analyzeText } from '../retrieval/question/analyzeText.ts';
import { isStopWord } from '../retrieval/question/stopWords.ts';

/**
 * The distinct terms of a text that say something: as the lexical index makes them, without stop
 * words and source marks.
 */
export function contentTerms(text: string): ReadonlySet<string> {
  const words =
    text.replace(/\[\d{1,3}(?:\s*,\s*\d{1,3})*\]/g, ' ').match(/[\p{L}\p{M}\p{N}_.]+/gu) ?? [];
  return new Set(words.filter((word) => !isStopWord(word.toLowerCase())).flatMap(analyzeText));
}
