import { nameOfNumber } from '../answering/numberFacts.ts';
import { isWordCharacter } from './allowedWords.ts';
import type { AllowedWords } from './allowedWords.ts';

/**
 * The state of a Markdown answer, as far as it decides which characters may follow. `info` is the
 * rest of the line that opens a fence.
 */
export interface WritingPlace {
  readonly inside: 'prose' | 'span' | 'info' | 'fence' | 'quote' | 'thought';
  /** Backticks that opened the span or fence. */
  readonly ticks: number;
  /** Backticks at the very end: the next character decides what they open or close. */
  readonly run: number;
  /** The word or number that is being written. */
  readonly word: string;
  /** The text before it, as far as it matters. */
  readonly before: string;
  readonly quote: string;
}

/** How many characters before a word decide what it is. */
const contextCharacters = 40;

/**
 * The state before the first character: outside a thought, or inside one that the prompt has
 * opened.
 */
export function beginning(thinks: boolean): WritingPlace {
  return {
    inside: thinks ? 'thought' : 'prose',
    ticks: 0,
    run: 0,
    word: '',
    before: '\n',
    quote: '',
  };
}

const underscored = /[\p{L}\p{N}]_|_[\p{L}\p{N}]/u;
const camelCased = /\p{Ll}\d*\p{Lu}|^\p{Lu}\p{Ll}+\d*\p{Lu}/u;
/** `e.g.` has one letter before its dot, `self.send` has more. */
const qualified = /(?:[\p{L}\p{N}_]{2}|\))\.$|::$|->$/u;
const lineStart = /\n[^\p{L}\p{N}\n]*$/u;
const fenceStart = /\n[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/;
const inBrackets = /[[［【][^\]］】\n]*$/;
const emptyCall = /([\p{L}\p{N}_]+)\($/u;
const quotes = new Set(['"', '“', '”']);

/**
 * The state after one more character. Null if the character must not be written: it would make a
 * code name, a number or a quotation that is not among the `allowed`, or end one before it is
 * complete.
 */
export function step(
  place: WritingPlace,
  character: string,
  allowed: AllowedWords,
): WritingPlace | null {
  if (place.inside === 'thought') return stepThought(place, character);
  if (character === '`') {
    const outside = place.inside === 'quote' ? leaveQuote(place, '', allowed) : place;
    return outside === null ? null : stepBacktick(outside, allowed);
  }
  const settled = place.run > 0 ? settleBackticks(place) : place;
  if (settled.inside === 'quote') return stepQuote(settled, character, allowed);
  if (settled.inside === 'info')
    return character === '\n'
      ? { ...settled, inside: 'fence', before: '\n' }
      : { ...settled, before: settled.before + character };
  return stepWord(settled, character, allowed);
}

/** Whether an answer may end here. */
export function mayEnd(place: WritingPlace, allowed: AllowedWords): boolean {
  if (place.inside === 'thought') return true;
  const settled = place.run > 0 ? settleBackticks(place) : place;
  if (settled.inside === 'quote') return leaveQuote(settled, '', allowed) !== null;
  return settled.inside !== 'span' && endWord(settled, '\n', allowed) !== null;
}

/**
 * Whether anything may follow: the state is not within a restricted word, a code span or a
 * quotation.
 */
export function isFree(place: WritingPlace, allowed: AllowedWords): boolean {
  return ['é', '→', '語'].every((character) => step(place, character, allowed) !== null);
}

function stepThought(place: WritingPlace, character: string): WritingPlace {
  const before = (place.before + character).slice(-contextCharacters);
  return /<\/think(?:ing)?>$/.test(before)
    ? { ...place, inside: 'prose', before: '\n' }
    : { ...place, before };
}

function stepBacktick(place: WritingPlace, allowed: AllowedWords): WritingPlace | null {
  if (place.inside === 'info') return null; // with a backtick, its line would not open a fence
  const ended = endWord(place, '`', allowed);
  if (ended === null) return null;
  const run = place.run + 1;
  // Two backticks in a sentence would open a span that a model hardly ever closes. One backtick
  // more than a span has would not close it.
  const isStray =
    (place.inside === 'prose' && run > 1 && !fenceStart.test(ended.before)) ||
    (place.inside === 'span' && run > place.ticks);
  return isStray ? null : { ...ended, run };
}

/** Applies what the backticks opened or closed, since another character follows. */
function settleBackticks(place: WritingPlace): WritingPlace {
  const { inside, run, ticks, before } = place;
  const settled = { ...place, run: 0, before: `${before}\`` };
  const startsLine = fenceStart.test(before);
  if (inside === 'prose')
    return run >= 3 && startsLine
      ? { ...settled, inside: 'info', ticks: run }
      : { ...settled, inside: 'span', ticks: run };
  const closes = inside === 'span' ? run === ticks : run >= ticks && startsLine;
  return closes ? { ...settled, inside: 'prose', ticks: 0 } : settled;
}

const punctuation = /[.,;:!?]$/;

function stepQuote(
  place: WritingPlace,
  character: string,
  allowed: AllowedWords,
): WritingPlace | null {
  const isEmpty = place.quote === '' && /[\s.,;:!?)]/.test(character);
  if (isEmpty || character === '\n' || quotes.has(character))
    return leaveQuote(place, character, allowed);
  const quote = place.quote + character;
  const isAllowed =
    allowed.startsQuote(quote) || (punctuation.test(quote) && allowed.isQuote(place.quote));
  return isAllowed ? { ...place, quote } : null;
}

/** Back in prose, if the quotation is complete. */
function leaveQuote(
  place: WritingPlace,
  character: string,
  allowed: AllowedWords,
): WritingPlace | null {
  const quote = place.quote.replace(punctuation, '');
  return quote === '' || allowed.isQuote(quote)
    ? { ...place, inside: 'prose', before: `"${character}`, quote: '' }
    : null;
}

function stepWord(
  place: WritingPlace,
  character: string,
  allowed: AllowedWords,
): WritingPlace | null {
  const { word, before, inside } = place;
  if (isWordCharacter(character)) {
    const next = { ...place, word: word + character };
    if (isBegun(next, allowed)) return next;
    const ended = word.endsWith(',') ? endWord(place, character, allowed) : null;
    return ended === null ? null : stepWord(ended, character, allowed); // 1,2 is two numbers
  }
  if (/^\d+(?:[._,]\d+)*$/.test(word) && (character === '.' || character === ',')) {
    const next = { ...place, word: word + character };
    return endWord(place, character, allowed) !== null || isBegun(next, allowed) ? next : null;
  }
  const ended = endWord(place, character, allowed);
  if (ended === null) return null;
  if (character === ')' && inside !== 'span') {
    const called = emptyCall.exec(ended.before)?.[1];
    if (called !== undefined && !allowed.isName(called)) return null;
  }
  const next = { ...ended, before: (ended.before + character).slice(-contextCharacters) };
  if (inside === 'span' && next.before.endsWith('\n\n')) return { ...next, inside: 'prose' };
  if (inside !== 'prose') return next;
  if (quotes.has(character) && character !== '”' && !isWordCharacter(ended.before.at(-1)))
    return { ...next, inside: 'quote' };
  return /<think(?:ing)?>$/.test(next.before) && before !== ''
    ? { ...next, inside: 'thought' }
    : next;
}

/** Whether the word being written can become an allowed one. */
function isBegun(place: WritingPlace, allowed: AllowedWords): boolean {
  const { word } = place;
  if (!/^\d/.test(word)) return !isCode(place) || allowed.startsName(word);
  if (isFreeNumber(place)) return true;
  if (/^[\d._,]+$/.test(word))
    return (
      allowed.startsNumber(word) ||
      (place.inside === 'span' && allowed.startsName(word)) ||
      (lineStart.test(place.before) && /^\d{1,3}$/.test(word)) // may become the number of a list
    );
  return allowed.startsName(word) || isUnitOfNumber(place, allowed);
}

/** `2nd`, `64bit`: an allowed number followed by letters. */
function isUnitOfNumber({ word, inside }: WritingPlace, allowed: AllowedWords): boolean {
  const digits = /^\d+(?:[._,]\d+)*/.exec(word)?.[0] ?? '';
  const isName = /^0[xob]/i.test(word) || underscored.test(word) || camelCased.test(word);
  return inside !== 'span' && !isName && allowed.isNumber(digits);
}

/** The same state with the word ended; null if it must not end like this. */
function endWord(
  place: WritingPlace,
  character: string,
  allowed: AllowedWords,
): WritingPlace | null {
  const { word, before } = place;
  if (word === '') return place;
  const ended = {
    ...place,
    word: '',
    before: (before + word).slice(-contextCharacters),
  };
  if (!/^\d/.test(word)) return !isCode(place) || allowed.isName(word) ? ended : null;
  const number = word.replace(/[.,]$/, '');
  const isListMark = lineStart.test(before) && /^\d{1,3}[.]?$/.test(word);
  const isComplete =
    isFreeNumber(place) ||
    allowed.isNumber(number) ||
    (isListMark && (word.endsWith('.') || character === '.' || character === ')')) ||
    (place.inside === 'span' && allowed.isName(number)) ||
    (!/^[\d._,]+$/.test(word) && (allowed.isName(word) || isUnitOfNumber(place, allowed)));
  return isComplete ? ended : null;
}

/** Numbers of sources, lines and versions claim no value; example code may use any number. */
function isFreeNumber({ before, inside }: WritingPlace): boolean {
  return (
    inside === 'fence' ||
    (inside === 'prose' && (inBrackets.test(before) || nameOfNumber.test(before)))
  );
}

function isCode({ word, before, inside }: WritingPlace): boolean {
  return (
    inside === 'span' ||
    underscored.test(word) ||
    camelCased.test(word) ||
    (qualified.test(before) && /^[\p{Ll}_]/u.test(word))
  );
}
