import type { TextRange } from '../text/markdownBlocks.ts';
import { numbersIn } from '../text/numbers.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import type { HeldLines } from './heldLines.ts';

/** Lines between the ends of a range, or between a setting and its default, at most. */
const maxLinesApart = 4;
/** In front of a value that something has at the beginning. */
const initially =
  /\b(?:starts?|begins?|initiali[sz]ed|counts?|numbered) (?:at|from|with|to|as)\s+$/i;
const defaultOf = /\bdefault(?:s|ing|ed)?(?: \w+)? (?:to|is|of)\s+$/i;
const saysInitial = /\b(?:start|begin|initial|default)/i;
/** In front of the name of a variable of the environment. */
const setting = new RegExp(
  String.raw`\b(?:environment variable|(?:set|changed|overridden|configured) ` +
    String.raw`(?:with|by|through|via|using))\s+$`,
  'i',
);
const readsEnvironment = /getenv|environ|process\.env|env::var|Getenv|EnvironmentVariable/;
/** Code in which a value is a step, a shift or one side of a comparison. */
const notInitial = /(?:[-+*/%]=?|<=?|>=?|!=|\[)\s*\d[\d_.]*/g;

/**
 * Numbers that the lines have, but not as the sentence uses them: an initial value that nothing is
 * set to, or the end of a range whose other end is somewhere else.
 */
export function misusedNumbers(
  sentence: string,
  facts: readonly SentenceFact[],
  held: HeldLines,
): readonly TextRange[] {
  const numbers = facts.filter(
    (fact) => isNumber(fact) && held.placeOf(fact) === 'lines' && fact.inUnit === undefined,
  );
  const uninitial = numbers.filter(
    (fact) => initially.test(sentence.slice(0, fact.start)) && !isInitial(fact, held),
  );
  const apart = numbers.flatMap((first, index) => {
    const second = numbers[index + 1];
    if (second === undefined) return [];
    const isRange =
      /\b(?:between|from)\s+$/i.test(sentence.slice(0, first.start)) &&
      /^\s*(?:and|to)\s*$/.test(sentence.slice(first.end, second.start));
    return isRange && areApart(linesOf(first, held), linesOf(second, held)) ? [second] : [];
  });
  return [...uninitial, ...apart];
}

/** The name of a setting whose lines are not near the default that the sentence gives it. */
export function misplacedDefaults(
  sentence: string,
  facts: readonly SentenceFact[],
  held: HeldLines,
): readonly TextRange[] {
  return facts.flatMap((value, index) => {
    const name = facts[index - 1];
    if (name === undefined || (name.kind !== 'span' && name.kind !== 'name')) return [];
    const between = sentence.slice(name.end, value.start);
    if (!defaultOf.test(between) || /[,;:]|\b(?:and|but|while)\b/.test(between)) return [];
    const named = held.lines.flatMap((line, at) => (line.includes(name.text) ? [at] : []));
    return areApart(named, linesOf(value, held)) ? [name] : [];
  });
}

/**
 * Names that the sentence calls environment variables, and that the lines have only as code: the
 * name of a variable is in quotes, or a member of the environment.
 */
export function misplacedVariables(
  sentence: string,
  facts: readonly SentenceFact[],
  { text }: HeldLines,
): readonly TextRange[] {
  if (!readsEnvironment.test(text)) return [];
  return facts.filter(({ kind, text: name, start }) => {
    if (kind !== 'span' || !/^[A-Z][A-Z\d_]+$/.test(name)) return false;
    const isVariable = setting.test(sentence.slice(0, start));
    return isVariable && text.includes(name) && !new RegExp(String.raw`["'.]${name}\b`).test(text);
  });
}

function isInitial({ values }: SentenceFact, { lines, text }: HeldLines): boolean {
  if (values.includes(0) && /\bdefault\(\)|\bzero|\bclear\b|\breset\b|\{\s*\}/i.test(text))
    return true;
  return lines.some((line) => {
    const code = line.replaceAll(notInitial, ' ').replaceAll(/\b[a-z_]\w*/gi, ' ');
    const rest = numbersIn(saysInitial.test(line) ? line : code);
    return values.some((value) => rest.has(value));
  });
}

function linesOf({ kind, text, values }: SentenceFact, { lines }: HeldLines): readonly number[] {
  return lines.flatMap((line, at) => {
    const isThere =
      kind === 'number' || kind === 'count'
        ? values.some((value) => numbersIn(line).has(value))
        : line.includes(text);
    return isThere ? [at] : [];
  });
}

/** Whether both are in the lines, and no two of them within a few lines. */
function areApart(some: readonly number[], others: readonly number[]): boolean {
  return (
    some.length > 0 &&
    others.length > 0 &&
    !some.some((one) => others.some((other) => Math.abs(one - other) <= maxLinesApart))
  );
}

function isNumber({ kind }: SentenceFact): boolean {
  return kind === 'number' || kind === 'count';
}
