import type { HeldLines } from '../heldLines.ts';

/**
 * The scripts that an answer may be written in although its lines are in English. Japanese and
 * Chinese are one: a Japanese word may have the characters of a Chinese one.
 */
const scripts: readonly RegExp[] = [
  String.raw`\p{sc=Hangul}`,
  String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々`,
  String.raw`\p{sc=Cyrillic}`,
  String.raw`\p{sc=Greek}`,
  String.raw`\p{sc=Arabic}`,
  String.raw`\p{sc=Hebrew}`,
  String.raw`\p{sc=Thai}`,
  String.raw`\p{sc=Devanagari}`,
].map((letters) => new RegExp(`[${letters}]`, 'gu'));

/**
 * A number before a magnitude or a unit of time other than the second: 5분 is 300 seconds and 10만
 * is 100,000, and the lines may say it that way.
 */
const scaledNumber =
  /\d[\d.,]*\s*(?=[백천만억百千万萬億亿]|분|시간|일|주|개월|년|分|時|时|小时|日|天|週|周|年|か月|个月)/g;

/**
 * The sentence as far as its lines can confirm or contradict it: words in a script that the lines
 * do not use are blanked, with the numbers that they scale. A Korean sentence about English lines
 * keeps its code names and other numbers. Positions stay the same.
 */
export function comparableText(sentence: string, held: HeldLines): string {
  const foreign = scripts.filter(
    (script) => sentence.search(script) >= 0 && held.text.search(script) < 0,
  );
  if (foreign.length === 0) return sentence;
  const unscaled = sentence.replace(scaledNumber, blank);
  return foreign.reduce((text, script) => text.replace(script, blank), unscaled);
}

/** Not by spaces: a mark after four of them would be code. */
function blank(text: string): string {
  return '·'.repeat(text.length);
}
