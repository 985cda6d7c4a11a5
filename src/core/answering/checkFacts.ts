import { numbersIn } from './text/numbers.ts';
import type { SentenceFact } from './sentenceFacts.ts';

/**
 * `literally`: as written; `named`: every identifier and number in it is there; `absent`: at least
 * one is missing.
 */
export type FactPlace = 'literally' | 'named' | 'absent';

/**
 * @param names more text that may contain names, but not numbers: paths.
 * @returns a function that says how the text contains a fact.
 */
export function factFinder(text: string, names = ''): (fact: SentenceFact) => FactPlace {
  const squeezed = squeeze(`${names}\n${text}`);
  const identifiers = new Set(namesIn(squeezed));
  const joined = new Set(identifiersIn(text).map(withoutSeparators));
  let numbers: ReadonlySet<number> | undefined;
  const holdsNumber = ({ values, inUnit }: SentenceFact): boolean => {
    numbers ??= numbersIn(text);
    const found = numbers;
    return (
      values.some((value) => found.has(value)) ||
      (inUnit !== undefined &&
        found.has(inUnit.value) &&
        text
          .split('\n')
          .some((line) => inUnit.unit.test(line) && numbersIn(line).has(inUnit.value)))
    );
  };
  return (fact) => {
    if (fact.kind === 'number' || fact.kind === 'count')
      return holdsNumber(fact) ? 'named' : 'absent';
    if (holdsLiterally(squeezed, squeeze(fact.text))) return 'literally';
    if (fact.kind === 'quote') return 'absent';
    const bare = fact.text.replace(/\([^()]*\)$/, '');
    if (bare !== fact.text && holdsLiterally(squeezed, squeeze(bare))) return 'named';
    const alone = withoutSeparators(bare);
    if (joined.has(alone) || joined.has(alone.replace(/s$/, ''))) return 'named';
    const parts = namesIn(bare);
    return !/^-|:\/\//.test(bare) &&
      parts.length > 0 &&
      parts.every((part) => identifiers.has(part))
      ? 'named'
      : 'absent';
  };
}

/** Ignores case and differences in white space. */
function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** Whole words only: `set` is not in `reset`. */
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

function identifiersIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_-]+/gu) ?? [];
}

/** `Retry-After` and `retry_after` are two spellings of the same name. */
function withoutSeparators(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

function namesIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
