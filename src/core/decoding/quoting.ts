import type { Candidate } from './chooseToken.ts';
import type { Grounding, Restrictions, TokenTexts } from './grounding.ts';
import { quoteBeginning } from './quoteForm.ts';
import type { QuoteForm, QuotePlace } from './quoteForm.ts';

/** Restricts an answer to lead-ins and marks (`QuoteForm`) while it is written. */
export class Quoting<Token extends number = number> implements Restrictions<Token> {
  readonly #form: QuoteForm;
  readonly #texts: Pick<TokenTexts<Token>, 'textOf'>;
  readonly #grounding: Grounding<Token> | null;
  #place = quoteBeginning;

  /** @param grounding also restricts the words of the lead-ins; null if any may be used. */
  constructor(
    form: QuoteForm,
    texts: Pick<TokenTexts<Token>, 'textOf'>,
    grounding: Grounding<Token> | null,
  ) {
    this.#form = form;
    this.#texts = texts;
    this.#grounding = grounding;
  }

  permitted(candidates: readonly Candidate<Token>[], count: number): readonly Candidate<Token>[] {
    const found: Candidate<Token>[] = [];
    for (const candidate of candidates) {
      if (found.length === count) break;
      if (this.#allows(candidate.token)) found.push(candidate);
    }
    return found;
  }

  add(token: Token): void {
    this.#place = this.#after(token) ?? quoteBeginning;
    this.#grounding?.add(token);
  }

  #allows(token: Token): boolean {
    return this.#after(token) !== null && (this.#grounding?.allows(token) ?? true);
  }

  /** A part of a character counts as one. */
  #after(token: Token): QuotePlace | null {
    const text = this.#texts.textOf([token]);
    if (text === '') return this.#form.mayEnd(this.#place) ? this.#place : null;
    let place: QuotePlace | null = this.#place;
    for (const character of text) if (place !== null) place = this.#form.step(place, character);
    return place;
  }
}
