/** A mention that is being typed: where it is in the draft, and how much of its name is there. */
export interface TypedMention {
  /** UTF-16 offset of its `@` or `#`; it ends at the cursor. */
  readonly start: number;
  readonly sign: '@' | '#';
  /** Without the sign and without an opening quote. */
  readonly typed: string;
}

/** As `parseMentions` reads them: at the start, or after white space or an opening bracket. */
const unfinished = /(?:^|[\s\p{Ps}])(?:(@)(?:"([^"\n]*)|“([^”\n]*)|([^\s"“@]*))|(#)([a-z]*))$/u;

/** The mention that ends at the cursor; null if there is none. */
export function mentionAt(draft: string, cursor: number): TypedMention | null {
  const match = unfinished.exec(draft.slice(0, cursor));
  if (match === null) return null;
  const [all, at, quoted, curly, plain, , reference = ''] = match;
  const sign = at === '@' ? '@' : '#';
  return {
    start: match.index + all.indexOf(sign),
    sign,
    typed: sign === '@' ? (quoted ?? curly ?? plain ?? '') : reference,
  };
}
