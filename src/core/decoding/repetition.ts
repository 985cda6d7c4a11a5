/**
 * A loop that comes round after more tokens than this is not looked for: an answer of usual length
 * ends before it is certain.
 */
const longestRound = 128;
/**
 * As long as this the same must come again and again: rules, indents and rows of a table repeat
 * short pieces, but not for so long.
 */
const leastRepeated = 64;
/** How often a round must come again; a block of code may stand twice. */
const leastRounds = 2;

/**
 * Whether a text has fallen into repeating itself, as small models do under greedy decoding: it
 * ends in the same tokens over and over, at least three times in all, for at least 64 tokens behind
 * the first time. Exact: rows and lists whose lines differ in a single token are none. What stands
 * like this in `copyable` is copied, not a loop. The figures were chosen on real code
 * (docs/inference.md).
 */
export function isRepeating<Token extends number>(
  written: readonly Token[],
  copyable: readonly Token[],
): boolean {
  for (let round = 1; round <= longestRound; round++) {
    const wanted = Math.max(leastRepeated, leastRounds * round);
    if (wanted + round > written.length) return false;
    if (repeatedAtEnd(written, round, wanted)) return !holds(copyable, written.slice(-wanted));
  }
  return false;
}

/** Whether each of the last `wanted` tokens is the same as the one `round` tokens before it. */
function repeatedAtEnd(written: readonly number[], round: number, wanted: number): boolean {
  for (let i = 1; i <= wanted; i++) if (written.at(-i) !== written.at(-i - round)) return false;
  return true;
}

function holds<Token extends number>(text: readonly Token[], part: readonly Token[]): boolean {
  return text.some((_, start) => part.every((token, i) => text[start + i] === token));
}
