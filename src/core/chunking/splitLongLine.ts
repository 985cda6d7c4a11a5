import type { Tokenizer } from '../ports/textModels.ts';
import { maxChunkChars } from './chunkLimits.ts';
import { isBlank } from './textLines.ts';

/**
 * Runs between which a line can be cut without changing token counts: white space, one ASCII
 * punctuation mark, or anything else.
 */
const run = /\s+|[!-/:-@[-`{-~]|[^\s!-/:-@[-`{-~]+/g;

/**
 * Marks that end a record, a statement or an element. A piece may end there if it is at least
 * `minRestShare` full.
 */
const rest = /^[,;}>]$/;
const minRestShare = 0.5;

/**
 * Splits a line that does not fit in a chunk into pieces of at most `budgetTokens` tokens. It cuts
 * after a comma or another mark that ends something, otherwise at word borders, never inside a
 * character. Yields each piece's first and last column, 1-based and inclusive. Together they cover
 * the line, except for pieces of only white space.
 */
export function* splitLongLine(
  line: string,
  budgetTokens: number,
  tokenizer: Tokenizer,
): Generator<readonly [start: number, end: number], void> {
  const fits = (start: number, end: number): boolean =>
    end - start <= maxChunkChars && tokenizer.count(line.slice(start, end)) <= budgetTokens;
  let [start, end, tokens] = [0, 0, 0];
  /** The last place where a record, a statement or an element ended. */
  let [restEnd, restTokens] = [0, 0];
  for (const { 0: text, index } of line.matchAll(run)) {
    const count = text.length > maxChunkChars ? Infinity : tokenizer.count(text);
    const next = index + text.length;
    const joins = (): boolean => tokens + count <= budgetTokens && next - start <= maxChunkChars;
    if (!joins() && restEnd - start >= minRestShare * (end - start) && restEnd < end) {
      yield* pieces(line, start, restEnd, fits);
      [start, tokens] = [restEnd, tokens - restTokens];
    }
    if (!joins()) {
      yield* pieces(line, start, end, fits);
      [start, tokens] = [index, 0];
    }
    [end, tokens] = [next, tokens + count];
    if (rest.test(text)) [restEnd, restTokens] = [end, tokens];
  }
  yield* pieces(line, start, end, fits);
}

/**
 * Halves what still does not fit, such as a run without borders, or letters whose case depends on
 * their neighbours. Starts with twice the last length that fitted.
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
