import { analyzeText } from './analyzeText.ts';
import { isStopWord } from './stopWords.ts';

/** What a question asks of the indexes. */
export interface AnalyzedQuestion {
  /** The words of the question as they are embedded. */
  readonly text: string;
  /** Terms for the lexical index, as often as they were said (what is said twice matters more); stop words are left out unless nothing else is said. */
  readonly terms: readonly string[];
  /** What stands in double quotes or backticks, as written: it is looked for letter by letter. */
  readonly quoted: readonly string[];
}

/** More terms than this slow the search down and add little: the most frequent ones of a long question are dropped (`rarestTerms`). */
const longQuestion = 32;

/** @param text a question without mentions of its scope. */
export function analyzeQuestion(text: string): AnalyzedQuestion {
  const terms = analyzeText(tellingWords(text).join(' '));
  return {
    text: text.trim(),
    terms: terms.length > 0 ? terms : analyzeText(text),
    quoted: [...new Set(Array.from(text.matchAll(quotedText), (match) => (match[1] ?? match[2] ?? match[3] ?? '').trim()))].filter((quote) => quote.length > 1),
  };
}

/** The words of a question without stop words, in order. */
export function tellingWords(text: string): string[] {
  return (text.match(words) ?? []).filter((word) => !isStopWord(word.toLowerCase()));
}

/** Of a long question the terms that stand in the fewest chunks, in their order. @param frequencies as `FolderIndex.documentFrequencies` gives them. */
export function rarestTerms(terms: readonly string[], frequencies: (terms: readonly string[]) => readonly number[]): readonly string[] {
  const different = [...new Set(terms)];
  if (different.length <= longQuestion) return terms;
  const found = frequencies(different);
  const rarest = new Set(different.map((term, index) => ({ term, found: found[index] ?? 0 })).filter((term) => term.found > 0)
    .sort((a, b) => a.found - b.found).slice(0, longQuestion).map(({ term }) => term));
  return terms.filter((term) => rarest.has(term));
}

const words = /[\p{L}\p{M}\p{N}_]+(?:\.[\p{L}\p{M}\p{N}_]+)*/gu;
const quotedText = /"([^"\n]+)"|“([^”\n]+)”|`([^`\n]+)`/g;
