import type { AllowedWords } from './allowedWords.ts';
import type { Candidate } from './chooseToken.ts';
import { beginning, isFree, mayEnd, step } from './groundedText.ts';
import type { WritingPlace } from './groundedText.ts';

/** The texts of a model's tokens. */
export interface TokenTexts<Token extends number> {
  /**
   * The text of tokens in the middle of a text. It ends in U+FFFD if they end within a character,
   * and is empty for an end-of-answer token.
   */
  textOf(tokens: readonly Token[]): string;
  tokenize(text: string): readonly Token[];
}

/** Decides which tokens may follow, while an answer is written. */
export interface Restrictions<Token extends number = number> {
  /** The first `count` candidates that may follow, in their order. */
  permitted(candidates: readonly Candidate<Token>[], count: number): readonly Candidate<Token>[];
  /** Moves on past a token that was written, whether or not it was permitted. */
  add(token: Token): void;
}

/** A character has at most four bytes, each of which can be a separate token. */
const maxCharacterTokens = 4;

/** The state of an answer; `pending` are the tokens of an incomplete character. */
interface Reached<Token> {
  readonly place: WritingPlace;
  readonly pending: readonly Token[];
}

/**
 * Restricts an answer to the names, numbers and quotations of its sources while it is written. In
 * prose, any token may follow. In a code span, a word that looks like code, a number or a
 * quotation, a token must continue an allowed one or, once that is complete, leave it.
 */
export class Grounding<Token extends number = number> implements Restrictions<Token> {
  readonly #allowed: AllowedWords;
  readonly #texts: TokenTexts<Token>;
  #reached: Reached<Token>;

  /** @param thinks whether the prompt has opened a thought, in which anything may be written. */
  constructor(allowed: AllowedWords, texts: TokenTexts<Token>, thinks = false) {
    this.#allowed = allowed;
    this.#texts = texts;
    this.#reached = { place: beginning(thinks), pending: [] };
  }

  permitted(candidates: readonly Candidate<Token>[], count: number): readonly Candidate<Token>[] {
    const found: Candidate<Token>[] = [];
    for (const candidate of candidates) {
      if (found.length === count) break;
      if (this.allows(candidate.token)) found.push(candidate);
    }
    return found;
  }

  allows(token: Token): boolean {
    return this.#after(token) !== null;
  }

  add(token: Token): void {
    this.#reached = this.#after(token) ?? { place: beginning(false), pending: [] };
  }

  #after(token: Token): Reached<Token> | null {
    const { place, pending } = this.#reached;
    const tokens = [...pending, token];
    const text = this.#texts.textOf(tokens);
    if (text === '') return mayEnd(place, this.#allowed) ? this.#reached : null;
    const complete = text.replace(/\uFFFD+$/, '');
    if (complete === text || tokens.length >= maxCharacterTokens) {
      const after = this.#follow(place, text);
      return after === null ? null : { place: after, pending: [] };
    }
    const before = this.#follow(place, complete);
    const mayGoOn =
      before !== null &&
      (isFree(before, this.#allowed) || this.#startsRareCharacter(before, complete, tokens));
    return mayGoOn ? { place, pending: tokens } : null;
  }

  #follow(place: WritingPlace, text: string): WritingPlace | null {
    let reached: WritingPlace | null = place;
    for (const character of text)
      if (reached !== null) reached = step(reached, character, this.#allowed);
    return reached;
  }

  /** Whether the tokens spell text followed by the beginning of a character that may come next. */
  #startsRareCharacter(place: WritingPlace, before: string, tokens: readonly Token[]): boolean {
    return this.#allowed.rareCharacters.some((character) => {
      if (step(place, character, this.#allowed) === null) return false;
      const spelled = this.#texts.tokenize(before + character);
      return (
        spelled.length > tokens.length && tokens.every((token, index) => token === spelled[index])
      );
    });
  }
}
