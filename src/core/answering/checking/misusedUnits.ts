import type { TextRange } from '../text/markdownBlocks.ts';
import { numbersIn } from '../text/numbers.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import type { HeldLines } from './heldLines.ts';

/** Units of one kind, with their names in code. They name no unit of another kind. */
const units: readonly RegExp[] = [
  /nano(?:s|sec\w*)?|ns/,
  /micro(?:s|sec\w*)?|us|µs/,
  /milli(?:s|sec\w*)?|ms|msecs?/,
  /secs?|seconds?/,
  /mins?|minutes?/,
  /hours?|hrs?/,
  /days?/,
];
const word = (unit: RegExp): RegExp =>
  new RegExp(String.raw`(?<![a-z])(?:${unit.source})(?![a-z])`, 'i');
const inWords = units.map(word);
/** The same within identifiers: `sleep_for_millis`, `timeoutMs`. */
const split = (line: string): string => line.replace(/([a-z])([A-Z])|_/g, '$1 $2');

/** A number and its unit, if each line with that number gives it another unit of time. */
export function misusedUnits(
  sentence: string,
  facts: readonly SentenceFact[],
  { lines }: HeldLines,
): readonly TextRange[] {
  return facts.flatMap(({ kind, start, end, text }) => {
    const value = Number(/^\d+(?:\.\d+)?/.exec(text)?.[0] ?? NaN);
    if (kind !== 'number' || value === 0 || Number.isNaN(value)) return [];
    const said = sentence.slice(start).match(/^`?\d+(?:\.\d+)?`?[ -]?([a-zµ]+)/i)?.[1] ?? '';
    const unit = inWords.findIndex((one) => one.exec(said)?.[0] === said);
    if (unit < 0) return [];
    const there = lines.filter((line) => numbersIn(line).has(value)).map(split);
    const isOther = (line: string): boolean =>
      !inWords[unit]?.test(line) && inWords.some((one) => one.test(line));
    return there.length > 0 && there.every(isOther) ? [{ start, end }] : [];
  });
}
