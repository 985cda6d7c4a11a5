/** A guess at the next tokens: what followed the longest match. */
export interface Guess<Token extends number = number> {
  readonly tokens: readonly Token[];
  /** How many tokens before it match; 0 if none do. */
  readonly matched: number;
}

/** Longer matches are no more reliable than this. */
export const maxMatch = 4;

/**
 * Guesses that the answer continues copying. Finds the longest suffix of `written` (up to
 * `maxMatch` tokens; the last occurrence if there are several) in `text` and returns what
 * follows it there. Prompt lookup decoding (Saxena 2023,
 * https://github.com/apoorvumang/prompt-lookup-decoding).
 */
export function guessNext<Token extends number>(
  text: readonly Token[],
  written: readonly Token[],
  count: number,
): Guess<Token> {
  const last = written.at(-1);
  let best = 0;
  let bestEnd = 0;
  for (let end = text.length - 1; end > 0 && best < maxMatch; end--) {
    if (text[end - 1] !== last) continue;
    let length = 1;
    while (
      length < maxMatch &&
      length < written.length &&
      length < end &&
      text[end - 1 - length] === written.at(-1 - length)
    )
      length++;
    if (length > best) {
      best = length;
      bestEnd = end;
    }
  }
  return { tokens: best === 0 ? [] : text.slice(bestEnd, bestEnd + count), matched: best };
}
