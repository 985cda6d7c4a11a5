import { factorWords, numberWords, readNumber, wordValue } from './text/numbers.ts';
import type { SentenceFact } from './sentenceFacts.ts';

const number = new RegExp(
  [
    String.raw`-?\d[\d_]*(?:\^|\*\*)\d+(?:\s?-\s?1)?`,
    String.raw`\d+\s?<<\s?\d+`,
    String.raw`0[xob][\da-f_]+`,
    String.raw`\d+(?:[,_]\d{3})+`,
    String.raw`\d[\d_]*(?:\.\d+)?`,
  ].join('|'),
  'gi',
);
/** `one` and `two` are often not numbers. They count only if they are compared or have a unit. */
const numberWord = new RegExp(
  String.raw`\b(${[...Object.keys(numberWords), ...Object.keys(factorWords)].join('|')})\b(?!-)`,
  'gi',
);
const comparison = /\b(?:at least|at most|up to|than|exactly|only|at|by|from|until) $/i;
/** The number counts things, which the lines may show without a number: `all three options`. */
const counted = /\b(?:all|both|these|those|the|its|of|are|has|have|other) $/i;
/** Text before a number that names something: a line, a version, an entry of a list. */
export const nameOfNumber = new RegExp(
  String.raw`(?:\b(?:lines?|steps?|sources?|sections?|figures?|chapters?|pages?|cells?|` +
    String.raw`versions?|v)\s?|\b(?!(?:With|For|After|When|If|Of|Every|About) )[A-Z][a-z]+ |` +
    String.raw`\b[A-Z]{2,} |` +
    String.raw`[\p{L}_.]-?|\d[-–])$`,
  'u',
);
const times = /^ (?:[a-z]+ )?(?:times|attempts|retries|tries|characters|columns|digits)\b/i;

interface Unit {
  readonly spelling: string;
  /** A value in this unit may appear in the lines as any of these multiples of it. */
  readonly factors: readonly number[];
  /** So large that code would name it: a lone `4` does not mean 4 MB. */
  readonly mustBeNamed: boolean;
}

const units: readonly Unit[] = [
  { spelling: 'ms|msec|milliseconds?', factors: [1 / 1000], mustBeNamed: false },
  { spelling: 's|secs?|seconds?', factors: [1000], mustBeNamed: false },
  { spelling: 'min|minutes?', factors: [60, 60_000], mustBeNamed: true },
  { spelling: 'hours?', factors: [60, 3600, 3_600_000], mustBeNamed: true },
  { spelling: 'days?', factors: [24, 1440, 86_400, 86_400_000], mustBeNamed: true },
  { spelling: 'weeks?', factors: [7, 168, 604_800, 604_800_000], mustBeNamed: true },
  { spelling: 'months?', factors: [30, 31, 2_592_000], mustBeNamed: true },
  { spelling: 'years?', factors: [12, 365, 31_536_000], mustBeNamed: true },
  { spelling: 'bytes?', factors: [8], mustBeNamed: false },
  { spelling: 'bits?', factors: [1 / 8], mustBeNamed: false },
  { spelling: 'ki?b|kilobytes?', factors: [1000, 1024], mustBeNamed: true },
  { spelling: 'mi?b|megabytes?', factors: [1000, 1024, 1e6, 2 ** 20], mustBeNamed: true },
  { spelling: 'gi?b|gigabytes?', factors: [1e6, 2 ** 20, 1e9, 2 ** 30], mustBeNamed: true },
  { spelling: '%|percent', factors: [1 / 100], mustBeNamed: false },
];
const measured = units.map((unit) => ({
  ...unit,
  /** After a number. */
  following: new RegExp(String.raw`^[\s-]?(?:${unit.spelling})(?!\w)`, 'i'),
  /** Anywhere in a line, also within a name: `sizeMb`, `1week`. */
  named: new RegExp(`(?:${unit.spelling})`, 'i'),
}));

/**
 * The numbers that a sentence claims, in digits or as words that count something. Its code and
 * marks are already blanked out. Numbers that only name a thing ("line 3", "Python 3") are omitted.
 */
export function numberFacts(blanked: string): readonly SentenceFact[] {
  const prose = blanked.replace(/^\s*\d{1,9}[.)](?=\s)/, (lead) => ' '.repeat(lead.length));
  const facts: SentenceFact[] = [];
  for (const { 0: text, index } of prose.matchAll(number)) {
    const value = readNumber(text);
    const rest = prose.slice(index + text.length);
    const unit = unitAt(rest);
    if (value === null || nameOfNumber.test(prose.slice(0, index))) continue;
    if (unit === undefined && /^[\p{L}_]|^\.\d/u.test(rest)) continue;
    facts.push({ kind: 'number', ...rangeOf(text, index), ...measure(value, unit) });
  }
  for (const { 0: text, index } of prose.matchAll(numberWord)) {
    const value = wordValue(text.toLowerCase());
    const rest = prose.slice(index + text.length);
    const unit = unitAt(rest);
    const measures = unit !== undefined || times.test(rest);
    const isVague = value !== null && value <= 2 && Number.isInteger(value);
    const isCompared = measures || comparison.test(prose.slice(0, index));
    if (value === null || (isVague && !isCompared)) continue;
    if (!measures && counted.test(prose.slice(0, index))) continue;
    facts.push({
      kind: measures ? 'number' : 'count',
      ...rangeOf(text, index),
      ...measure(value, unit),
    });
  }
  return facts;
}

function unitAt(rest: string): (typeof measured)[number] | undefined {
  return measured.find(({ following }) => following.test(rest));
}

function rangeOf(text: string, start: number): Pick<SentenceFact, 'start' | 'end' | 'text'> {
  return { start, end: start + text.length, text };
}

function measure(
  value: number,
  unit: (typeof measured)[number] | undefined,
): Pick<SentenceFact, 'values' | 'inUnit'> {
  if (unit === undefined) return { values: [value] };
  const converted = unit.factors.map((factor) => value * factor);
  return unit.mustBeNamed
    ? { values: converted, inUnit: { value, unit: unit.named } }
    : { values: [value, ...converted] };
}
