import type { Tokenizer } from '../ports.ts';
import { maxChunkChars } from './chunkLimits.ts';
import { isBlank } from './textLines.ts';

/**
 * Runs that may be parted without changing the count of either side: white space, one ASCII mark,
 * anything between.
 */
const run = /\s+|[!-/:-@[-`{-~]|[^\s!-/:-@[-`{-~]+/g;

/**
 * Splits a line that no chunk can hold into pieces of at most `budgetTokens` tokens, at word
 * borders where there are any and never inside a character. Yields first and last column of each,
 * 1-based, inclusive; together they cover the line, but for pieces of only white space.
 */
export function* splitLongLine(
  line: string,
  budgetTokens: number,
  tokenizer: Tokenizer,
): Generator<readonly [start: number, end: number], void> {
  const fits = (start: number, end: number): boolean =>
    end - start <= maxChunkChars && tokenizer.count(line.slice(start, end)) <= budgetTokens;
  let start = 0;
  let end = 0;
  let tokens = 0;
  for (const { 0: text, index } of line.matchAll(run)) {
    const count = text.length > maxChunkChars ? Infinity : tokenizer.count(text);
    if (tokens + count <= budgetTokens && index + text.length - start <= maxChunkChars) {
      [end, tokens] = [index + text.length, tokens + count];
      continue;
    }
    yield* pieces(line, start, end, fits);
    [start, end, tokens] = [index, index + text.length, count];
  }
  yield* pieces(line, start, end, fits);
}

/**
 * Halves what still does not fit: a run without any border, or letters whose case depends on their
 * neighbours. The first try is twice the last success.
 */
function* pieces(
  line: string,
  start: number,
  end: number,
  fits: (start: number, end: number) => boolean,
): Generator<readonly [number, number], void> {
  let guess = maxChunkChars;
  while (start < end) {
    let stop = Math.min(end, start + guess);
    while (stop - start > 1 && !fits(start, stop)) stop = start + Math.ceil((stop - start) / 2);
    guess = Math.min(maxChunkChars, 2 * (stop - start));
    if (stop < end && isInsideCharacter(line, stop)) stop += stop - start > 1 ? -1 : 1;
    if (!isBlank(line.slice(start, stop))) yield [start + 1, stop];
    start = stop;
  }
}

function isInsideCharacter(line: string, index: number): boolean {
  return (line.codePointAt(index - 1) ?? 0) > 0xffff;
}
