const comment = /^\s*(?:\/\/|\/?\*|#(?!\[)|--|@|"""|'''|<!--)/;
/** A name that is followed by what follows one where it is declared: `f(`, `T {`, `x = 1`. */
const declared = /(?<![.\p{L}\p{N}_$])([\p{L}_$][\p{L}\p{N}_$]*)\??\s*(?:[(:={<]|$)/gu;

/**
 * The names that a source's first line of code may declare, in lower case. A source is cut where a
 * function, class or setting begins, so that line says what it is about.
 */
export function declaredNames(text: string): ReadonlySet<string> {
  const line = text.split('\n').find((one) => /\p{L}/u.test(one) && !comment.test(one)) ?? '';
  const signature = line.replace(/\(.*$/su, '('); // names of parameters are declared elsewhere
  return new Set(Array.from(signature.matchAll(declared), ([, name = '']) => name.toLowerCase()));
}
