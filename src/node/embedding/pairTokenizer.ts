import { PreTrainedTokenizer } from '@xenova/transformers';

/** A piece of the second text, with the places of its tokens in the whole. */
export interface TokenizedPiece {
  /** UTF-16 offsets in the second text, without the white space before it. */
  readonly start: number;
  readonly end: number;
  readonly firstToken: number;
  /** Exclusive. */
  readonly endToken: number;
}

export interface TokenizedPair {
  readonly ids: readonly number[];
  /** Position of the first token that belongs to the second text. */
  readonly secondStart: number;
  /** Whether the end of the first text was cut off. */
  readonly isCut: boolean;
  readonly pieces: readonly TokenizedPiece[];
}

/** Two texts without a vocabulary word in common with what tokenizers put around them. */
const sample = 'a';

/**
 * Joins two texts as a token classifier was trained to read them, with any `tokenizer.json`. The
 * library does not say which characters a token is for. So the second text is tokenized in pieces,
 * each a word with the white space before it. That gives the same tokens as the whole, because
 * tokenizers do not join letters with the white space after them.
 */
export class PairTokenizer {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #before: readonly number[];
  readonly #between: readonly number[];
  readonly #after: readonly number[];

  /**
   * @param file the content of a `tokenizer.json`.
   * @throws Error if it is of another kind, or cannot join two texts.
   */
  constructor(file: object) {
    this.#tokenizer = new PreTrainedTokenizer(file, {});
    const own = this.#encode(sample);
    const ids = this.#tokenizer.encode(sample, { text_pair: sample });
    const first = indexOfRun(ids, own, 0);
    const second = indexOfRun(ids, own, first + own.length);
    if (own.length === 0 || first < 0 || second < 0)
      throw new TypeError('The tokenizer cannot join two texts.');
    this.#before = ids.slice(0, first);
    this.#between = ids.slice(first + own.length, second);
    this.#after = ids.slice(second + own.length);
  }

  /**
   * The end of the first text is cut off where both are longer than `window` tokens.
   * @returns null if nothing would be left of it.
   */
  encodePair(first: string, second: string, window: number): TokenizedPair | null {
    const words = Array.from(second.matchAll(word), ({ 0: text, index }) => ({
      start: index + text.search(/\S/),
      end: index + text.length,
      ids: this.#encode(text),
    }));
    const secondIds = words.flatMap(({ ids }) => ids);
    const around = this.#before.length + this.#between.length + this.#after.length;
    const room = window - around - secondIds.length;
    if (room <= 0) return null;
    const firstIds = this.#encode(first);
    const start = [...this.#before, ...firstIds.slice(0, room), ...this.#between];
    let next = start.length;
    return {
      ids: [...start, ...secondIds, ...this.#after],
      secondStart: start.length,
      isCut: firstIds.length > room,
      pieces: words.map(({ start: from, end, ids }) => {
        const firstToken = next;
        next += ids.length;
        return { start: from, end, firstToken, endToken: next };
      }),
    };
  }

  #encode(text: string): number[] {
    return this.#tokenizer.encode(text, { add_special_tokens: false });
  }
}

/** A word with the white space before it. Chinese and Japanese clauses end without any. */
const word = /\s*(?:[^\s、。，！？]+[、。，！？]*|[、。，！？]+)/gu;

function indexOfRun(ids: readonly number[], run: readonly number[], from: number): number {
  return ids.findIndex((_, at) => at >= from && run.every((id, place) => ids[at + place] === id));
}
