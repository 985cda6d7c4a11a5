import { numbersIn } from '../answering/text/numbers.ts';
import { impliedNames, productNames } from '../answering/sentenceFacts.ts';
import { keywords } from './keywords.ts';

/** Factors between a unit and another: milliseconds, minutes, hours, kilobytes, megabytes. */
const unitFactors = [1000, 60, 3600, 1024, 1024 ** 2];

/**
 * The names, numbers and words of a text, looked up by their beginnings: can what has been written
 * so far become one of them?
 */
export class AllowedWords {
  readonly #names: readonly string[];
  readonly #numbers: readonly string[];
  readonly #text: string;
  /** The text's distinct non-ASCII characters. */
  readonly rareCharacters: readonly string[];

  /** @param text that may be named: sources with their labels, and the question. */
  constructor(text: string) {
    const plain = text.replaceAll(/\\[a-z]/g, ' '); // in "a\nb" the name is b
    this.#names = sorted([
      ...namesIn(text),
      ...namesIn(plain),
      ...keywords,
      ...impliedNames,
      ...productNames,
    ]);
    this.#numbers = sorted(spelledNumbers(text));
    this.#text = squeeze(text);
    this.rareCharacters = [...new Set(text.match(/[^\p{ASCII}]/gu) ?? [])];
  }

  isName(word: string): boolean {
    return holds(this.#names, word) || productNames.has(word.toLowerCase());
  }

  startsName(beginning: string): boolean {
    if (startsAny(this.#names, beginning)) return true;
    const lower = beginning.toLowerCase();
    return [...productNames].some((name) => name.startsWith(lower));
  }

  isNumber(spelled: string): boolean {
    return holds(this.#numbers, spelled);
  }

  startsNumber(beginning: string): boolean {
    return startsAny(this.#numbers, beginning);
  }

  /** Whether this quotes whole words of the text, ignoring case and differences in white space. */
  isQuote(quoted: string): boolean {
    return this.#find(squeeze(quoted), true);
  }

  /**
   * Whether a quotation of the text can begin like this, ignoring case and differences in white
   * space.
   */
  startsQuote(beginning: string): boolean {
    return this.#find(squeeze(beginning), false);
  }

  #find(wanted: string, isWhole: boolean): boolean {
    const text = this.#text;
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      const startsInWord = isWordCharacter(text[at - 1]) && isWordCharacter(wanted[0]);
      const endsInWord = isWordCharacter(text[end]) && isWordCharacter(wanted.at(-1));
      if (!startsInWord && !(isWhole && endsInWord)) return true;
    }
    return false;
  }
}

export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

function namesIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trimStart();
}

/** Numbers as the text writes them, and the values that it states in any notation or unit. */
function spelledNumbers(text: string): readonly string[] {
  const written = text.match(/\d+(?:[._,]\d+)*/g) ?? [];
  const values = [...numbersIn(text)].flatMap((value) => [
    value,
    ...unitFactors.map((factor) => value / factor).filter(Number.isInteger),
  ]);
  return [
    ...written,
    ...written.flatMap((number) => number.split(/[._,]/)),
    ...values.flatMap((value) => [String(value), value.toLocaleString('en-US')]),
  ];
}

function sorted(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort(byCodeUnit);
}

function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function holds(words: readonly string[], word: string): boolean {
  return words[placeOf(words, word)] === word;
}

function startsAny(words: readonly string[], beginning: string): boolean {
  return words[placeOf(words, beginning)]?.startsWith(beginning) === true;
}

/** Index of the first word that is not less than `word`. */
function placeOf(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
