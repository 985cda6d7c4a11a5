/** A citation mark that an answer may write: `[2:14-19]`. */
export interface QuoteMark {
  /** The source's number, from 1. */
  readonly source: number;
  /** Lines of its file, both included. */
  readonly first: number;
  readonly last: number;
}

/** How far an answer made of quotations has been written. */
export interface QuotePlace {
  readonly inside: 'lead-in' | 'mark' | 'after-mark';
  /** The lead-in, or the mark, that is being written. */
  readonly word: string;
  /** The lead-ins and the marks that are complete. */
  readonly leadIns: readonly string[];
  readonly marks: readonly string[];
}

/** An answer quotes at most this many ranges. */
const maxQuotes = 3;
/** A lead-in is at least two short words. */
const minLeadIn = 8;
/** After this many characters, a lead-in ends with its word. */
const maxLeadIn = 160;

export const quoteBeginning: QuotePlace = {
  inside: 'lead-in',
  word: '',
  leadIns: [],
  marks: [],
};

/**
 * The form of an answer made of quotations: a short lead-in, a mark, and the same again on the
 * next line. Lead-ins may begin alike, but not go on alike, because small models repeat themselves.
 */
export class QuoteForm {
  readonly #marks: readonly string[];

  constructor(marks: readonly QuoteMark[]) {
    this.#marks = marks.map(spellMark);
  }

  /** The state after one more character; null if it must not be written. */
  step(place: QuotePlace, character: string): QuotePlace | null {
    switch (place.inside) {
      case 'lead-in':
        return this.#stepLeadIn(place, character);
      case 'mark': {
        const word = place.word + character;
        if (!this.#left(place).some((mark) => mark.startsWith(word))) return null;
        return this.#marks.includes(word)
          ? { ...place, inside: 'after-mark', word: '', marks: [...place.marks, word] }
          : { ...place, word };
      }
      case 'after-mark':
        if (place.word.endsWith('\n') && /\S/.test(character))
          return this.#stepLeadIn({ ...place, inside: 'lead-in', word: '' }, character);
        return character === '\n' && place.word.length < 2 && this.#mayGoOn(place)
          ? { ...place, word: place.word + character }
          : null;
    }
  }

  /** Whether the answer may end here: after a mark. */
  mayEnd({ inside }: QuotePlace): boolean {
    return inside === 'after-mark';
  }

  #stepLeadIn(place: QuotePlace, character: string): QuotePlace | null {
    const { word, leadIns } = place;
    const isInCode = (word.split('`').length - 1) % 2 === 1;
    const isComplete = word.length >= minLeadIn && word.endsWith(' ') && !isInCode;
    if (character === '[')
      return isComplete
        ? { ...place, inside: 'mark', word: '[', leadIns: [...leadIns, word] }
        : null;
    if (/[\p{Cc}\]#"“”]/u.test(character) || `${word}${character}`.endsWith('``')) return null;
    // The first token of an answer often begins with a space.
    if (word.trim() === '' && !/[\p{L}`]/u.test(character))
      return word === '' && character === ' ' ? { ...place, word: ' ' } : null;
    const repeats =
      isComplete && leadIns.some((one) => one.startsWith(word) && one[word.length] === character);
    const mustEnd = isComplete && (/[.!?:] $/.test(word) || word.length > maxLeadIn);
    return mustEnd || repeats || (character === ' ' && (isInCode || word.endsWith(' ')))
      ? null
      : { ...place, word: word + character };
  }

  #left({ marks }: QuotePlace): readonly string[] {
    return this.#marks.filter((mark) => !marks.includes(mark));
  }

  #mayGoOn(place: QuotePlace): boolean {
    return place.marks.length < maxQuotes && this.#left(place).length > 0;
  }
}

/** `[2:14-19]`. */
export function spellMark({ source, first, last }: QuoteMark): string {
  return `[${source}:${first}-${last}]`;
}
