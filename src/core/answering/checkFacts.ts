import { numbersIn } from './numbers.ts';
import type { SentenceFact } from './sentenceFacts.ts';

/**
 * `literally`: as written; `named`: each identifier and number of it; `absent`: not all of them.
 */
export type FactPlace = 'literally' | 'named' | 'absent';

/** @returns a function that says how a text holds a fact. */
export function factFinder(text: string): (fact: SentenceFact) => FactPlace {
  const squeezed = squeeze(text);
  const names = new Set(namesIn(text));
  let numbers: ReadonlySet<number> | undefined;
  const holdsNumber = (values: readonly number[]): boolean => {
    numbers ??= numbersIn(text);
    const found = numbers;
    return values.some((value) => found.has(value));
  };
  return (fact) => {
    if (fact.kind === 'number') return holdsNumber(fact.values) ? 'named' : 'absent';
    if (holdsLiterally(squeezed, squeeze(fact.text))) return 'literally';
    if (fact.kind === 'quote') return 'absent';
    const bare = fact.text.replace(/\([^()]*\)$/, '');
    if (bare !== fact.text && holdsLiterally(squeezed, squeeze(bare))) return 'named';
    const parts = namesIn(bare);
    return !/^-|:\/\//.test(bare) && parts.length > 0 && parts.every((part) => names.has(part))
      ? 'named'
      : 'absent';
  };
}

/** Case and white space apart. */
function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** Not as a part of a longer word: `set` is not in `reset`. */
function holdsLiterally(text: string, wanted: string): boolean {
  const inWord = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const startsWithin = inWord(wanted[0]) && inWord(text[at - 1]);
    const endsWithin = inWord(wanted.at(-1)) && inWord(text[end]);
    if (!startsWithin && !endsWithin) return true;
  }
  return false;
}

function namesIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
