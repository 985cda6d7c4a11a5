import { analyzeText } from './analyzeText.ts';
import { isStopWord } from './stopWords.ts';

/** What a question asks of the indexes. */
export interface AnalyzedQuestion {
  /** The words of the question as they are embedded. */
  readonly text: string;
  /**
   * Terms for the lexical index, as often as they were said (what is said twice matters more); stop
   * words are left out unless nothing else is said.
   */
  readonly terms: readonly string[];
  /** What stands in double quotes or backticks, as written: it is looked for letter by letter. */
  readonly quoted: readonly string[];
}

/**
 * FTS5 reads some 2,000 occurrences a millisecond: with more than these a long question would take
 * over a tenth of a second.
 */
const mostOccurrences = 200_000;
/** So many terms are asked whatever they cost. */
const fewestTerms = 8;

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

/** Whether a text says anything at all: punctuation and emoji alone ask for nothing. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** The words of a question without stop words, in order. */
export function tellingWords(text: string): string[] {
  return (text.match(words) ?? []).filter((word) => !isStopWord(word.toLowerCase()));
}

/**
 * The terms of a question without the most frequent ones, where it has many and reading all their
 * occurrences would take too long; in their order.
 * @param frequencies as `FolderIndex.documentFrequencies` gives them.
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
      .filter(({ cost }, index) => (occurrences += cost) <= mostOccurrences || index < fewestTerms)
      .map(({ term }) => term),
  );
  return terms.filter((term) => affordable.has(term));
}

const words = /[\p{L}\p{M}\p{N}_]+(?:\.[\p{L}\p{M}\p{N}_]+)*/gu;
/** A quotation is not longer than this: from each open quote without an end so much is read. */
const quotedText = /"([^"\n]{1,500})"|“([^”\n]{1,500})”|`([^`\n]{1,500})`/g;
