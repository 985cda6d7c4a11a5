const tag = /<(\/?)think(?:ing)?>/i;
/** Length of the longest tag, `</thinking>`, without its last character. */
const maxTagStart = 10;
/** A tag that the text only mentions is in quotes or code. */
const quotes = /["'`“‘«]$/;

/** The result for one piece of streamed text. */
export interface FoldedText {
  readonly text: string;
  /** What the model thought; no part of its answer. */
  readonly thought: string;
  /** Whether everything returned before turns out to be a thought. */
  readonly retracts: boolean;
}

/**
 * Takes the model's thinking, between `<think>` and `</think>`, out of a streamed answer. If a
 * `</think>` has no beginning, everything before it was a thought.
 */
export class ThoughtFold {
  #inside: boolean;
  #held = '';
  #text = '';

  /** @param inside whether the prompt has already opened a thought. */
  constructor(inside: boolean) {
    this.#inside = inside;
  }

  /** @param isLast whether nothing follows. */
  push(piece: string, isLast: boolean): FoldedText {
    let rest = this.#held + piece;
    let text = '';
    let thought = '';
    let retracts = false;
    for (let found = tag.exec(rest); found !== null; found = tag.exec(rest)) {
      const before = rest.slice(0, found.index);
      const end = found.index + found[0].length;
      if (!this.#inside && quotes.test(before === '' ? this.#text + text : before)) {
        text += rest.slice(0, end);
      } else {
        const closes = found[1] === '/';
        if (closes && !this.#inside) {
          retracts = true;
          thought += this.#text + text + before;
          this.#text = '';
          text = '';
        } else if (this.#inside) thought += before;
        else text += before;
        this.#inside = !closes;
      }
      rest = rest.slice(end);
    }
    const held = isLast ? 0 : heldLength(rest);
    this.#held = rest.slice(rest.length - held);
    const settled = rest.slice(0, rest.length - held);
    if (this.#inside) thought += settled;
    else text += settled;
    this.#text += text;
    return { text, thought, retracts };
  }
}

/** Number of characters at the end that may be the beginning of a tag. */
function heldLength(text: string): number {
  const start = text.lastIndexOf('<', text.length - 1);
  const tail = start < 0 ? '' : text.slice(start).toLowerCase();
  const isStart = ['<think>', '<thinking>', '</think>', '</thinking>'].some((whole) =>
    whole.startsWith(tail),
  );
  return tail !== '' && tail.length <= maxTagStart && isStart ? tail.length : 0;
}
