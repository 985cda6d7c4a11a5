import { analyzeText } from '../../retrieval/question/analyzeText.ts';
import { isStopWord } from '../../retrieval/question/stopWords.ts';
import { factFinder } from '../checkFacts.ts';
import type { FactPlace } from '../checkFacts.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import { loosely } from './looseWords.ts';

/** The text that sentences are held against, prepared for many look-ups. */
export interface HeldText {
  /** Lines of the sources. */
  readonly lines: string;
  /** Paths of the sources: they hold names, but no numbers. */
  readonly paths: string;
  /** Its names and numbers may be repeated. */
  readonly question: string;
}

export class HeldLines {
  readonly text: string;
  readonly lines: readonly string[];
  /** Each line's terms, as the lexical index makes them. */
  readonly termsByLine: readonly ReadonlySet<string>[];
  readonly #terms: ReadonlySet<string>;
  readonly #find: (fact: SentenceFact) => FactPlace;
  readonly #findInLines: (fact: SentenceFact) => FactPlace;
  readonly #isLoose: (term: string) => boolean;

  constructor({ lines, paths, question }: HeldText) {
    this.text = lines;
    this.lines = lines.split('\n');
    this.termsByLine = this.lines.map((line) => new Set(analyzeText(line)));
    const terms = new Set(this.termsByLine.flatMap((own) => [...own]));
    for (const term of analyzeText(paths)) terms.add(term);
    this.#terms = terms;
    this.#find = factFinder(`${lines}\n${question}`, paths);
    this.#findInLines = factFinder(lines, paths);
    const known = new Set([...terms, ...analyzeText(question)]);
    this.#isLoose = loosely(lines, known);
  }

  /** Where a fact is: in the lines, or in the question alone. */
  placeOf(fact: SentenceFact): 'lines' | 'question' | 'nowhere' {
    if (this.#find(fact) === 'absent') return 'nowhere';
    return this.#findInLines(fact) === 'absent' ? 'question' : 'lines';
  }

  /** Whether a term of the index, such as a stem, is in the lines. */
  hasTerm(term: string): boolean {
    return this.#terms.has(term);
  }

  /** Whether lines or question have a word, one of its family, or code that does what it says. */
  hasLoosely(word: string): boolean {
    return analyzeText(word).every((term) => this.#isLoose(term));
  }

  /** Of the words that say something, those that are not even loosely in the lines. */
  missing(words: readonly string[]): readonly string[] {
    return words.filter((word) => !isStopWord(word) && !this.hasLoosely(word));
  }
}
