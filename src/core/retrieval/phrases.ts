import { analyzeQuestion, tellingWords } from './analyzeQuestion.ts';
import { analyzeText } from './analyzeText.ts';

/** What of a question is looked for as it stands: its neighbouring terms, and what it quotes. */
export interface QuestionPhrases {
  /** Two terms with a blank between them; stop words between them left out. */
  readonly pairs: ReadonlySet<string>;
  /** Longer than one word. */
  readonly quotes: readonly string[];
}

/** So many pairs count in full, and a quotation at once; more say no more. */
const enough = 3;

export function questionPhrases(question: string): QuestionPhrases {
  const terms = tellingWords(question).flatMap((word) => analyzeText(word));
  const pairs = terms.slice(1).flatMap((term, index) => (terms[index] === term ? [] : [`${terms[index] ?? ''} ${term}`]));
  return { pairs: new Set(pairs), quotes: analyzeQuestion(question).quoted.filter((quote) => /\W/.test(quote)) };
}

/** How much of the phrases stands in one of the texts, from 0 to 1. */
export function phraseMatch({ pairs, quotes }: QuestionPhrases, texts: readonly string[]): number {
  if (quotes.some((quote) => texts.some((text) => text.includes(quote)))) return 1;
  if (pairs.size === 0) return 0;
  const found = new Set<string>();
  for (const text of texts) {
    let before = '';
    for (const term of analyzeText(text)) {
      const pair = `${before} ${term}`;
      if (pairs.has(pair)) found.add(pair);
      before = term;
    }
  }
  return Math.min(1, found.size / enough);
}
