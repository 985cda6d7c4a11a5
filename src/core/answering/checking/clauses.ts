import type { TextRange } from '../text/markdownBlocks.ts';
import { proseOf } from './words/sentenceWords.ts';

/** Words that join a clause after a comma, and those that do not need one. */
const afterComma = 'so|which|where|since|unless|yet|or|not|otherwise|typically|usually';
const alone = 'and|but|while|whereas|although|because|rather than|instead of';
/** One space only: in `proseOf`, more of them are code. */
const joint = new RegExp(
  String.raw`[;:]\s|,\s(?=(?:${afterComma}|${alone})\b)|\s(?=(?:${alone})\s)`,
  'gi',
);
const minWords = 2;

/**
 * The clauses of a sentence, in order, as UTF-16 ranges of it. One clause if nothing joins more.
 */
export function clauses(sentence: string): readonly TextRange[] {
  const prose = proseOf(sentence);
  const ranges: { start: number; end: number }[] = [];
  let start = 0;
  const take = (end: number): void => {
    const words = sentence.slice(start, end).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    const last = ranges.at(-1);
    if (words < minWords && last !== undefined) last.end = end;
    else ranges.push({ start, end });
  };
  for (const { 0: found, index } of prose.matchAll(joint)) {
    take(index);
    start = index + found.length;
  }
  take(sentence.length);
  return ranges;
}
