import type { LlamaModel, Token } from 'node-llama-cpp';

/** A character takes four bytes at most, each of which can be a token of its own. */
const longestCharacterTokens = 4;
const contextTokens = 8;

/**
 * Turns tokens into text that may be shown: no halves of characters, no blanks in front, nothing behind the words with which a template
 * ends a message (a model sometimes spells them out), and no beginning of such words either.
 */
export class AnswerText {
  readonly #model: LlamaModel;
  readonly #endWords: readonly string[];
  #pending: Token[] = [];
  #last: Token[] = [];
  #held = '';
  #text = '';
  #ended = false;

  constructor(model: LlamaModel, endWords: readonly string[]) {
    this.#model = model;
    this.#endWords = endWords;
  }

  /** All text that was given out so far. */
  get text(): string {
    return this.#text;
  }

  /** True once the model has spelled out the end of its message. */
  get ended(): boolean {
    return this.#ended;
  }

  /** @returns the text that is now certain; often empty. */
  add(token: Token): string {
    this.#pending.push(token);
    const text = this.#model.detokenize(this.#pending, false, this.#last);
    if (text.endsWith('\uFFFD') && this.#pending.length < longestCharacterTokens) return '';
    this.#last = [...this.#last, ...this.#pending].slice(-contextTokens);
    this.#pending = [];
    return this.#give(this.#held + text, false);
  }

  /** @returns what was still held back. */
  finish(): string {
    const rest = this.#pending.length === 0 ? '' : this.#model.detokenize(this.#pending, false, this.#last).replace(/\uFFFD+$/, '');
    this.#pending = [];
    return this.#give(this.#held + rest, true);
  }

  #give(text: string, isLast: boolean): string {
    if (this.#ended) return '';
    const visible = this.#text === '' ? text.trimStart() : text;
    const ends = this.#endWords.map((words) => visible.indexOf(words)).filter((index) => index >= 0);
    this.#ended = ends.length > 0;
    const certain = this.#ended ? Math.min(...ends) : visible.length - (isLast ? 0 : heldLength(visible, this.#endWords));
    this.#held = this.#ended ? '' : visible.slice(certain);
    const given = visible.slice(0, certain);
    this.#text += given;
    return given;
  }
}

/** How many of the last characters could be the beginning of one of the words. */
function heldLength(text: string, words: readonly string[]): number {
  const longest = Math.max(0, ...words.map((word) => word.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const tail = text.slice(-length);
    if (words.some((word) => word.startsWith(tail))) return length;
  }
  return 0;
}
