import { analyzeQuestion, tellingWords } from './analyzeQuestion.ts';
import { analyzeText } from './analyzeText.ts';

/** The parts of a question that are matched as they are: neighbouring terms, and quotations. */
export interface QuestionPhrases {
  /** For each term, the terms that follow it, ignoring stop words in between. */
  readonly pairs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Longer than one word. */
  readonly quotes: readonly string[];
}

/** This many matching pairs, or one quotation, give the full score; more add nothing. */
const enough = 3;

export function questionPhrases(question: string): QuestionPhrases {
  const terms = tellingWords(question).flatMap((word) => analyzeText(word));
  const pairs = new Map<string, Set<string>>();
  terms.forEach((term, index) => {
    const next = terms[index + 1];
    if (next === undefined || next === term) return;
    const known = pairs.get(term);
    if (known === undefined) pairs.set(term, new Set([next]));
    else known.add(next);
  });
  return { pairs, quotes: analyzeQuestion(question).quoted.filter((quote) => /\W/.test(quote)) };
}

/** How well the best of the texts matches the phrases, from 0 to 1. */
export function phraseMatch({ pairs, quotes }: QuestionPhrases, texts: readonly string[]): number {
  if (quotes.some((quote) => texts.some((text) => text.includes(quote)))) return 1;
  if (pairs.size === 0) return 0;
  const found = new Set<string>();
  for (const text of texts) {
    let following: ReadonlySet<string> | undefined;
    let before = '';
    for (const term of analyzeText(text)) {
      if (following?.has(term) === true) found.add(`${before} ${term}`);
      following = pairs.get(term);
      before = term;
    }
  }
  return Math.min(1, found.size / enough);
}
