/** A guess at the next tokens: what followed the longest match. */
export interface Guess<Token extends number = number> {
  readonly tokens: readonly Token[];
  /** How many tokens in front of it are the same; 0 where nothing matches. */
  readonly matched: number;
}

/** Longer matches than this are as sure as this one. */
export const longestMatch = 4;

/**
 * Guesses that the answer goes on copying: finds the longest end of `written` (up to `longestMatch`
 * tokens, of equals the last one) in `text` and gives what follows it there. Prompt lookup decoding
 * (Saxena 2023, https://github.com/apoorvumang/prompt-lookup-decoding).
 */
export function guessNext<Token extends number>(
  text: readonly Token[],
  written: readonly Token[],
  count: number,
): Guess<Token> {
  const last = written.at(-1);
  let best = 0;
  let bestEnd = 0;
  for (let end = text.length - 1; end > 0 && best < longestMatch; end--) {
    if (text[end - 1] !== last) continue;
    let length = 1;
    while (
      length < longestMatch &&
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
