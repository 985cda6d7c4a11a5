import { analyzeText } from './analyzeText.ts';
import { isStopWord } from './stopWords.ts';

/** What a question asks of the indexes. */
export interface AnalyzedQuestion {
  /** The words of the question as they are embedded. */
  readonly text: string;
  /** Terms for the lexical index, as often as they were said (what is said twice matters more); stop words are left out unless nothing else is said. */
  readonly terms: readonly string[];
  /** What looks like a name in code or stands in backticks, as written: `get_proxy`, `HTTPAdapter`, `app.route`, `E1101`. */
  readonly identifiers: readonly string[];
  /** What stands in quotes, as written; it is looked for letter by letter. */
  readonly phrases: readonly string[];
}

/** @param text a question without mentions of its scope. */
export function analyzeQuestion(text: string): AnalyzedQuestion {
  const telling = (text.match(questionWords) ?? []).filter((word) => !isStopWord(word.toLowerCase()));
  const terms = analyzeText(telling.join(' '));
  return {
    text: text.trim(),
    terms: terms.length > 0 ? terms : analyzeText(text),
    identifiers: [...new Set([...Array.from(text.matchAll(quotedCode), (match) => match[1] ?? ''), ...(text.match(codeNames) ?? [])])],
    phrases: [...new Set(Array.from(text.matchAll(quotedText), (match) => match[1] ?? match[2] ?? ''))],
  };
}

const questionWords = /[\p{L}\p{M}\p{N}_]+(?:\.[\p{L}\p{M}\p{N}_]+)*/gu;
const quotedCode = /`([^`\n]+)`/g;
/** An underscore, a capital or digit inside a word, a dot between words, or a call. */
const codeNames = /\b(?:[A-Za-z]\w*(?:\.[A-Za-z_]\w*)+|\w*_\w+|[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]\w*|[A-Z][a-z0-9]+[A-Z]\w*|[A-Za-z]+\d\w*|[A-Za-z]\w*(?=\(\)))/g;
const quotedText = /"([^"\n]{2,})"|“([^”\n]{2,})”/g;
