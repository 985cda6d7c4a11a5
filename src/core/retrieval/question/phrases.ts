import { analyzeQuestion, tellingWords } from './analyzeQuestion.ts';
import { analyzeText } from './analyzeText.ts';

/** What of a question is looked for as it stands: its neighbouring terms, and what it quotes. */
export interface QuestionPhrases {
  /** For each term the terms that follow it; stop words between them are left out. */
  readonly pairs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Longer than one word. */
  readonly quotes: readonly string[];
}

/** So many pairs count in full, and a quotation at once; more say no more. */
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

/** How much of the phrases stands in one of the texts, from 0 to 1. */
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
