import type { LlamaModel, Token } from 'node-llama-cpp';
import { openMarkLength, translateMarks } from '../../core/prompt/citationMarks.ts';

/** A character takes four bytes at most, each of which can be a token of its own. */
const longestCharacterTokens = 4;
const contextTokens = 8;

/**
 * Turns tokens into text that may be shown: no halves of characters, no blanks in front, nothing
 * behind the words with which a template ends a message (a model sometimes spells them out), no
 * beginning of such words either, and citation marks with the asker's numbers.
 */
export class AnswerText {
  readonly #model: Pick<LlamaModel, 'detokenize'>;
  readonly #endWords: readonly string[];
  readonly #numbers: ReadonlyMap<number, number> | null;
  #pending: Token[] = [];
  #last: Token[] = [];
  #held = '';
  #raw = '';
  #text = '';
  #ended = false;

  /**
   * @param numbers from those in the prompt to those of the asker; null where they are the same.
   */
  constructor(
    model: Pick<LlamaModel, 'detokenize'>,
    endWords: readonly string[],
    numbers: ReadonlyMap<number, number> | null,
  ) {
    this.#model = model;
    this.#endWords = endWords;
    this.#numbers = numbers;
  }

  /** All text that was given out so far. */
  get text(): string {
    return this.#text;
  }

  /** The same with the numbers in the prompt. */
  get raw(): string {
    return this.#raw;
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
    const rest =
      this.#pending.length === 0
        ? ''
        : this.#model.detokenize(this.#pending, false, this.#last).replace(/\uFFFD+$/, '');
    this.#pending = [];
    return this.#give(this.#held + rest, true);
  }

  #give(text: string, isLast: boolean): string {
    if (this.#ended) return '';
    const visible = this.#raw === '' ? text.trimStart() : text;
    const ends = this.#endWords
      .map((words) => visible.indexOf(words))
      .filter((index) => index >= 0);
    this.#ended = ends.length > 0;
    const certain = this.#ended
      ? Math.min(...ends)
      : visible.length - (isLast ? 0 : this.#heldLength(visible));
    this.#held = this.#ended ? '' : visible.slice(certain);
    const raw = visible.slice(0, certain);
    const given = this.#numbers === null ? raw : translateMarks(raw, this.#numbers);
    this.#raw += raw;
    this.#text += given;
    return given;
  }

  /**
   * How many of the last characters could be the beginning of something that is not shown as it is.
   */
  #heldLength(text: string): number {
    const openMark = this.#numbers === null ? 0 : openMarkLength(text);
    const longest = Math.max(0, ...this.#endWords.map((words) => words.length - 1));
    for (let length = Math.min(longest, text.length); length > openMark; length--) {
      const tail = text.slice(-length);
      if (this.#endWords.some((words) => words.startsWith(tail))) return length;
    }
    return openMark;
  }
}
