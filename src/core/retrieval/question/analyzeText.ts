import { stem } from './stem.ts';

/**
 * Increased whenever the terms of any text change. An index built with another number must be
 * refilled.
 */
export const analyzerVersion = 1;

/**
 * The terms that go into the lexical index and are searched in it, in text order and as often as
 * they occur. Identifiers are split (camelCase, snake_case, acronyms, digits) and also kept whole,
 * so `getHTTPProxy` gives `get`, `http`, `proxy` and `gethttpproxy`, and is found by
 * `get_http_proxy`. Words are stemmed lightly. Numbers and codes (`404`, `E1101`, `0x80070005`)
 * stay exact, and `2.17` gives `2p17` in addition to its parts. Chinese, Japanese and Korean, which
 * are not split at every word, become pairs of characters. A term contains only lower-case letters
 * and digits, so joining terms with spaces loses nothing, whatever tokenizer reads them.
 */
export function analyzeText(text: string): string[] {
  const terms: string[] = [];
  for (const word of text.match(words) ?? []) {
    const own = termsOfWord(word);
    if (typeof own === 'string') terms.push(own);
    else for (const term of own) terms.push(term);
  }
  return terms;
}

/** Numbers with dots, identifiers, and runs of other letters (with their combining marks). */
const words =
  /\d+(?:\.\d+)+(?![\w.])|[A-Za-z0-9_]+(?![A-Za-z0-9_\u0080-\uffff])|[\p{L}\p{M}\p{N}_]+/gu;

/** The same words keep coming back; splitting each only once makes this about ten times faster. */
const memo = new Map<string, string | readonly string[]>();
const memoLimit = 30_000;

function termsOfWord(word: string): string | readonly string[] {
  const known = memo.get(word);
  if (known !== undefined) return known;
  if (memo.size >= memoLimit) memo.clear();
  const terms = splitWord(word);
  const [only] = terms;
  const own = terms.length === 1 && only !== undefined ? only : terms;
  // A copy: a slice would keep the whole text that it was cut from in memory.
  memo.set(Array.from(word).join(''), own);
  return own;
}

function splitWord(word: string): string[] {
  if (asciiWord.test(word)) return word.includes('.') ? splitNumber(word) : splitIdentifier(word);
  const folded = foldMarks(word);
  return asciiWord.test(folded)
    ? splitIdentifier(folded)
    : (folded.match(scripts) ?? []).flatMap(splitRun);
}

const asciiWord = /^[A-Za-z0-9_.]*$/;
/**
 * Runs of Chinese, Japanese or Korean, and runs of other letters and digits. Folding may have
 * introduced brackets (`㈠` becomes `(一)`).
 */
const eastAsian = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]`;
const scripts = new RegExp(`${eastAsian}+|[[\\p{L}\\p{M}\\p{N}]--${eastAsian}]+`, 'gv');
const cjk = new RegExp(`^${eastAsian}`, 'u');

function splitRun(run: string): string[] {
  if (cjk.test(run)) return pairs(Array.from(run));
  return asciiWord.test(run) ? splitIdentifier(run) : [run.toLowerCase()];
}

/**
 * `é` becomes `e` and full-width letters become plain ones; Hangul and kana keep their parts
 * together.
 */
function foldMarks(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

function pairs(characters: readonly string[]): string[] {
  if (characters.length < 2) return [...characters];
  return characters.slice(1).map((character, index) => (characters[index] ?? '') + character);
}

/** Joined with a letter because tokenizers split at a dot. */
function splitNumber(word: string): string[] {
  const parts = word.split('.');
  return [...parts, parts.join('p')];
}

const identifierParts = /[A-Z]{2,}(?=s(?![a-z]))|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+/g;

function splitIdentifier(word: string): string[] {
  const parts = (word.match(identifierParts) ?? []).map((part) => part.toLowerCase());
  const [only] = parts;
  if (only === undefined) return [];
  if (parts.length === 1) return [stem(only)];
  // Single letters between others (the `i` of `iPhone`) say nothing; the whole term keeps them.
  const telling = parts.filter((part) => part.length > 1 || isDigit(part)).map(stem);
  return [...telling, parts.join('')];
}

function isDigit(part: string): boolean {
  return part >= '0' && part <= '9';
}
