import type { FolderIndex } from '../../ports/folderIndex.ts';
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
/**
 * A term in at most this many chunks is searched even if it has no weight, because the chunks that
 * it finds may match in meaning or in a phrase. Reading it takes about 5 ms.
 */
const alwaysRead = 10_000;

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
 * The terms of a question, in order, without those that cost much and tell little: terms in over
 * half of the chunks, to which BM25 gives no weight, and the most frequent ones of a long question
 * if reading all occurrences would take too long.
 */
export async function affordableTerms(
  terms: readonly string[],
  folder: Pick<FolderIndex, 'chunkCount' | 'documentFrequencies'>,
): Promise<readonly string[]> {
  const different = [...new Set(terms)];
  const found = await folder.documentFrequencies(different);
  const weightless = Math.max(alwaysRead, folder.chunkCount / 2);
  const said = new Map<string, number>();
  for (const term of terms) said.set(term, (said.get(term) ?? 0) + 1);
  let occurrences = 0;
  const affordable = new Set(
    different
      .map((term, index) => ({ term, chunks: found[index] ?? 0 }))
      .map(({ term, chunks }) => ({ term, chunks, cost: chunks * (said.get(term) ?? 0) }))
      .sort((a, b) => a.cost - b.cost)
      .filter(({ chunks }, index) => chunks <= weightless || index === 0)
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
