/**
 * Loops longer than this many tokens are not looked for: an answer of the usual length ends before
 * such a loop is certain.
 */
const maxRound = 128;
/**
 * Minimum number of repeated tokens. Rules, indents and table rows repeat short pieces, but not for
 * this long.
 */
const minRepeated = 64;
/** Minimum number of repetitions after the first occurrence; a block of code may appear twice. */
const minRounds = 2;

/**
 * Whether a text has started to repeat itself, as small models do under greedy decoding. It then
 * ends in the same tokens over and over: at least three times in all, and for at least 64 tokens
 * after the first time. The match is exact, so rows and lists whose lines differ in a single token
 * are not loops. Repetition that also occurs in `copyable` is copied, not a loop. The figures were
 * chosen on real code (docs/inference.md).
 */
export function isRepeating<Token extends number>(
  written: readonly Token[],
  copyable: readonly Token[],
): boolean {
  for (let round = 1; round <= maxRound; round++) {
    const wanted = Math.max(minRepeated, minRounds * round);
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
