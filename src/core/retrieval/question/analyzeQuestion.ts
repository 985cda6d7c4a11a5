import { analyzeText } from './analyzeText.ts';
import { isStopWord } from './stopWords.ts';

/** What a question looks up in the indexes. */
export interface AnalyzedQuestion {
  /** The question's text as it is embedded. */
  readonly text: string;
  /**
   * Terms for the lexical index, repeated as often as they were said, since what is said twice
   * matters more. Stop words are omitted unless there is nothing else.
   */
  readonly terms: readonly string[];
  /** Text in double quotes or backticks. It is matched exactly. */
  readonly quoted: readonly string[];
}

/**
 * FTS5 reads about 2,000 occurrences per millisecond: with more than these, a long question would
 * take over a tenth of a second.
 */
const maxOccurrences = 200_000;
/** This many terms are always searched, whatever they cost. */
const minTerms = 8;

/** @param text a question without mentions of its scope. */
export function analyzeQuestion(text: string): AnalyzedQuestion {
  const terms = analyzeText(tellingWords(text).join(' '));
  return {
    text: text.trim(),
    terms: terms.length > 0 ? terms : analyzeText(text),
    quoted: [
      ...new Set(
        Array.from(text.matchAll(quotedText), (match) =>
          (match[1] ?? match[2] ?? match[3] ?? '').trim(),
        ),
      ),
    ].filter((quote) => quote.length > 1),
  };
}

/** Whether a text says anything: punctuation and emoji alone ask nothing. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** The words of a question without stop words, in order. */
export function tellingWords(text: string): string[] {
  return (text.match(words) ?? []).filter((word) => !isStopWord(word.toLowerCase()));
}

/**
 * The terms of a question, in order. If it has many and reading all their occurrences would take
 * too long, the most frequent ones are dropped.
 * @param frequencies as `FolderIndex.documentFrequencies` returns them.
 */
export async function affordableTerms(
  terms: readonly string[],
  frequencies: (terms: readonly string[]) => Promise<readonly number[]>,
): Promise<readonly string[]> {
  const different = [...new Set(terms)];
  const found = await frequencies(different);
  const said = new Map<string, number>();
  for (const term of terms) said.set(term, (said.get(term) ?? 0) + 1);
  let occurrences = 0;
  const affordable = new Set(
    different
      .map((term, index) => ({ term, cost: (found[index] ?? 0) * (said.get(term) ?? 0) }))
      .sort((a, b) => a.cost - b.cost)
      .filter(({ cost }, index) => (occurrences += cost) <= maxOccurrences || index < minTerms)
      .map(({ term }) => term),
  );
  return terms.filter((term) => affordable.has(term));
}

const words = /[\p{L}\p{M}\p{N}_]+(?:\.[\p{L}\p{M}\p{N}_]+)*/gu;
/**
 * A quotation is limited to this length, because this much is read after each opening quote that is
 * never closed.
 */
const quotedText = /"([^"\n]{1,500})"|“([^”\n]{1,500})”|`([^`\n]{1,500})`/g;
