import { analyzeText } from '../../retrieval/question/analyzeText.ts';
import { isStopWord } from '../../retrieval/question/stopWords.ts';
import { factFinder } from '../checkFacts.ts';
import type { FactPlace } from '../checkFacts.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import { definitionsIn } from '../../chunking/definitions.ts';
import type { Definition } from '../../chunking/definitions.ts';
import { loosely } from './words/looseWords.ts';

/** The text that sentences are checked against, prepared for many look-ups. */
export interface HeldText {
  /** Lines of the sources. */
  readonly lines: string;
  /** Paths of the sources. They count for names, but not for numbers. */
  readonly paths: string;
  /** Its names and numbers may be repeated in the answer. */
  readonly question: string;
}

export class HeldLines {
  readonly text: string;
  readonly lines: readonly string[];
  /** Each line's terms, as the lexical index produces them. */
  readonly termsByLine: readonly ReadonlySet<string>[];
  #definitions: readonly Definition[] | undefined;
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

  /** What the lines define. */
  get definitions(): readonly Definition[] {
    this.#definitions ??= definitionsIn(this.lines);
    return this.#definitions;
  }

  /** Where a fact is: in the lines, or only in the question. */
  placeOf(fact: SentenceFact): 'lines' | 'question' | 'nowhere' {
    if (this.#find(fact) === 'absent') return 'nowhere';
    return this.#findInLines(fact) === 'absent' ? 'question' : 'lines';
  }

  /** Whether a term of the index, such as a stem, is in the lines. */
  hasTerm(term: string): boolean {
    return this.#terms.has(term);
  }

  /**
   * Whether the lines or the question contain the word, a word of the same family, or code that
   * does what the word says.
   */
  hasLoosely(word: string): boolean {
    return analyzeText(word).every((term) => this.#isLoose(term));
  }

  /** The meaningful words that do not occur in the lines, even loosely. */
  missing(words: readonly string[]): readonly string[] {
    return words.filter((word) => !isStopWord(word) && !this.hasLoosely(word));
  }
}
