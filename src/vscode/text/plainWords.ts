import { codeRanges } from '../../core/answering/text/codeRanges.ts';
import type { TextRange } from '../../core/answering/text/markdownBlocks.ts';

/**
 * A model's Markdown, piece by piece, without links, pictures or HTML: the editor's own chat would
 * load or open them. Brackets and `<` are escaped outside code, so citation marks stay as they are
 * read. Lines are given out when they can no longer become code.
 */
export class PlainWords {
  #text = '';
  #given = 0;

  /** @returns what can be shown now, possibly nothing. */
  add(delta: string): string {
    this.#text += delta;
    const { ranges, decided } = codeRanges(this.#text, true);
    const lineEnd = this.#text.lastIndexOf('\n', decided - 1) + 1;
    return this.#give(Math.max(this.#given, lineEnd), ranges);
  }

  /** @returns the rest of the text. */
  finish(): string {
    return this.#give(this.#text.length, codeRanges(this.#text, false).ranges);
  }

  #give(end: number, code: readonly TextRange[]): string {
    let escaped = '';
    for (let at = this.#given; at < end; at++) {
      const character = this.#text.charAt(at);
      const isCode = code.some((range) => range.start <= at && at < range.end);
      escaped += !isCode && /[[\]<]/.test(character) ? `\\${character}` : character;
    }
    this.#given = end;
    return escaped;
  }
}

/** Text as Markdown that shows exactly this text. */
export function literally(text: string): string {
  return text.replace(/[\\`*_[\]<>#~|]/g, '\\$&');
}
