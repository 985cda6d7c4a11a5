import { analyzeText } from './analyzeText.ts';
import { isStopWord } from './stopWords.ts';

/** So many neighbouring words found count in full; more say no more. */
const enough = 3;

/** The pairs of neighbouring terms of a question, stop words between them left out. */
export function termPairs(question: string): ReadonlySet<string> {
  const words = (question.match(/[\p{L}\p{M}\p{N}_]+(?:\.[\p{L}\p{M}\p{N}_]+)*/gu) ?? []).filter((word) => !isStopWord(word.toLowerCase()));
  return pairsOf(words.flatMap((word) => analyzeText(word)));
}

/** How many of the question's pairs stand side by side in one of the texts, from 0 to 1. */
export function phraseMatch(pairs: ReadonlySet<string>, texts: readonly string[]): number {
  if (pairs.size === 0) return 0;
  const found = new Set<string>();
  for (const text of texts) {
    let before: string | undefined;
    for (const term of analyzeText(text)) {
      const pair = `${before ?? ''} ${term}`;
      if (pairs.has(pair)) found.add(pair);
      before = term;
    }
  }
  return Math.min(1, found.size / enough);
}

function pairsOf(terms: readonly string[]): ReadonlySet<string> {
  return new Set(terms.slice(1).flatMap((term, index) => {
    const before = terms[index];
    return before === undefined || before === term ? [] : [`${before} ${term}`];
  }));
}
