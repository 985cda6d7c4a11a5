/**
 * A light English stemmer for lower-case words: plurals, `-ing` and `-ed`, as in step 1 of M. F.
 * Porter, "An algorithm for suffix stripping" (1980), then a final `e`. It deliberately stops
 * there: in code, `operate`, `operator` and `operation` are different things. Words with characters
 * other than a-z are returned unchanged.
 */
export function stem(word: string): string {
  if (word.length < 4 || !asciiLetters.test(word)) return word;
  const singular = withoutPlural(word);
  return withoutFinalE(withoutParticiple(singular));
}

const asciiLetters = /^[a-z]+$/;
/** `us(ing)`, `ag(ed)`: too short to lose the `e`. */
const shortRoot = /^[aeiou][^aeiou]$/;
const vowel = /[aeiouy]/;

function withoutPlural(word: string): string {
  if (
    !word.endsWith('s') ||
    word.endsWith('ss') ||
    word.endsWith('us') ||
    word.endsWith('is') ||
    word.endsWith('ias')
  )
    return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function withoutParticiple(word: string): string {
  if (word.endsWith('eed')) return word;
  const root = word.endsWith('ing')
    ? word.slice(0, -3)
    : word.endsWith('ied')
      ? `${word.slice(0, -3)}y`
      : word.endsWith('ed')
        ? word.slice(0, -2)
        : word;
  if (root.length === 2 && shortRoot.test(root)) return `${root}e`;
  if (root === word || root.length < 3 || !vowel.test(root)) return word;
  return undoubled(root);
}

/** `stopp(ing)` becomes `stop`, but `call(ing)`, `pass(ing)` and `buzz(ing)` keep their endings. */
function undoubled(root: string): string {
  const last = root.at(-1);
  return last === root.at(-2) && last !== undefined && !'lsz'.includes(last) && !vowel.test(last)
    ? root.slice(0, -1)
    : root;
}

function withoutFinalE(word: string): string {
  return word.length > 3 && word.endsWith('e') && !word.endsWith('ee') ? word.slice(0, -1) : word;
}
