import type { LlamaModel, Token } from 'node-llama-cpp';
import {
  citationMarks,
  growingMarks,
  translateMarks,
} from '../../core/answering/text/citationMarks.ts';
import type { CitationMark } from '../../core/answering/text/citationMarks.ts';
import { ThoughtFold } from '../../core/decoding/thoughtFold.ts';
import { findTurn } from '../../core/decoding/turnWords.ts';

/** A character takes at most four bytes, each of which can be a separate token. */
const maxCharacterTokens = 4;
const contextTokens = 8;
/** This much of the preceding text shows whether a line begins. */
const contextCharacters = 16;

/** What the prompt determines about the text that follows. */
export interface OpenedBy {
  /** How the user's next message begins (`turnWords`). */
  readonly turn: string;
  /** Whether the prompt has opened a thought. */
  readonly thinks: boolean;
}

/**
 * Turns tokens into text that can be shown. It contains no partial characters, no leading white
 * space, no thoughts, and citation marks with the user's numbers. It stops before the words with
 * which a template ends a message (a model sometimes spells them out) or begins the user's next
 * one, and holds back the beginning of such words.
 */
export class AnswerText {
  readonly #model: Pick<LlamaModel, 'detokenize'>;
  readonly #endWords: readonly string[];
  readonly #numbers: ReadonlyMap<number, number> | null;
  readonly #turn: string;
  readonly #thoughts: ThoughtFold;
  #pending: Token[] = [];
  #last: Token[] = [];
  #held = '';
  #raw = '';
  #text = '';
  #thought = '';
  #ended = false;

  /** @param numbers from the prompt's numbers to the user's; null if they are the same. */
  constructor(
    model: Pick<LlamaModel, 'detokenize'>,
    endWords: readonly string[],
    numbers: ReadonlyMap<number, number> | null,
    { turn, thinks }: OpenedBy = { turn: '', thinks: false },
  ) {
    this.#turn = turn;
    this.#thoughts = new ThoughtFold(thinks);
    this.#model = model;
    this.#endWords = endWords;
    this.#numbers = numbers;
  }

  /** All text returned so far. */
  get text(): string {
    return this.#text;
  }

  /** All thoughts so far, with the prompt's numbers. */
  get rawThoughts(): string {
    return this.#thought;
  }

  /** All thoughts, with the user's numbers. */
  get thoughts(): string {
    const thoughts = this.#thought.trim();
    return this.#numbers === null
      ? thoughts
      : translateMarks(thoughts, this.#numbers, citationMarks(thoughts));
  }

  /** The same text with the prompt's numbers. */
  get raw(): string {
    return this.#raw;
  }

  /** Whether the model has spelled out the end of its message. */
  get ended(): boolean {
    return this.#ended;
  }

  /** @returns the text that is now certain; often empty. */
  add(token: Token): string {
    this.#pending.push(token);
    const text = this.#model.detokenize(this.#pending, false, this.#last) || this.#tag(token);
    if (text.endsWith('\uFFFD') && this.#pending.length < maxCharacterTokens) return '';
    this.#last = [...this.#last, ...this.#pending].slice(-contextTokens);
    this.#pending = [];
    return this.#unfold(text, false);
  }

  /** @returns what was still held back. */
  finish(): string {
    const rest =
      this.#pending.length === 0
        ? ''
        : this.#model.detokenize(this.#pending, false, this.#last).replace(/\uFFFD+$/, '');
    this.#pending = [];
    return this.#unfold(rest, true);
  }

  /** Thought tags may be special tokens, which are not shown. */
  #tag(token: Token): string {
    const text = this.#model.detokenize([token], true);
    return /^<\/?think(ing)?>$/.test(text) ? text : '';
  }

  #unfold(piece: string, isLast: boolean): string {
    const { text, thought, retracts } = this.#thoughts.push(piece, isLast);
    this.#thought += thought;
    if (retracts) {
      this.#held = '';
      this.#raw = '';
      this.#text = '';
      this.#ended = false;
    }
    return this.#give(this.#held + text, isLast);
  }

  #give(text: string, isLast: boolean): string {
    if (this.#ended) return '';
    const visible = this.#raw === '' ? text.trimStart() : text;
    const ends = this.#endWords
      .map((words) => visible.indexOf(words))
      .filter((index) => index >= 0);
    const turn = findTurn(this.#raw.slice(-contextCharacters) + visible, this.#turn);
    if (turn >= 0) ends.push(Math.max(0, turn - Math.min(this.#raw.length, contextCharacters)));
    this.#ended = ends.length > 0;
    const whole = this.#raw + (this.#ended ? visible.slice(0, Math.min(...ends)) : visible);
    const isComplete = this.#ended || isLast;
    const { marks, settled } = this.#readMarks(whole, isComplete);
    const certain = isComplete
      ? whole.length
      : Math.min(settled, whole.length - this.#heldLength(visible));
    this.#held = whole.slice(certain);
    this.#raw = whole.slice(0, certain);
    const translated =
      this.#numbers === null
        ? this.#raw
        : translateMarks(
            this.#raw,
            this.#numbers,
            marks.filter(({ end }) => end <= certain),
          );
    const given = translated.slice(this.#text.length);
    this.#text = translated;
    return given;
  }

  /** The marks so far, and up to where they are settled; none if they keep their numbers. */
  #readMarks(
    text: string,
    isComplete: boolean,
  ): { readonly marks: readonly CitationMark[]; readonly settled: number } {
    if (this.#numbers === null) return { marks: [], settled: text.length };
    return isComplete ? { marks: citationMarks(text), settled: text.length } : growingMarks(text);
  }

  /** Number of characters at the end that could be the beginning of words that end a message. */
  #heldLength(text: string): number {
    const ends = this.#turn === '' ? this.#endWords : [...this.#endWords, this.#turn];
    const longest = Math.max(0, ...ends.map((words) => words.length - 1));
    for (let length = Math.min(longest, text.length); length > 0; length--) {
      const tail = text.slice(-length);
      if (ends.some((words) => words.startsWith(tail))) return length;
    }
    return 0;
  }
}
