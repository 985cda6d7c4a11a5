/** Share of equal lines from which a text is a near copy of another. */
const nearlyAll = 0.9;

/** A line that says something: its text with white space normalized, and its index. */
export interface TellingLine {
  readonly text: string;
  readonly index: number;
}

/** How a text differs from one that it nearly repeats. */
export interface Repetition {
  /** Indexes of the lines that only the first text has, and of those that only the second has. */
  readonly onlyInFirst: readonly number[];
  readonly onlyInSecond: readonly number[];
  /** Whether a line that differs has another value, or a word of the question. */
  readonly isTelling: boolean;
}

/** The lines of a text that say something. */
export function tellingLines(text: string): TellingLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ text: line.trim().replace(/\s+/g, ' '), index }))
    .filter((line) => line.text !== '');
}

/**
 * Compares two texts of which one may be a near copy of the other: nine lines in ten are equal.
 * @param first as `tellingLines` returns it.
 * @param second likewise.
 * @param saysAsked whether a line contains a word of the question.
 * @returns null if neither is.
 */
export function findRepetition(
  first: readonly TellingLine[],
  second: readonly TellingLine[],
  saysAsked: (line: string) => boolean,
): Repetition | null {
  const longer = Math.max(first.length, second.length);
  if (longer === 0 || Math.min(first.length, second.length) < nearlyAll * longer) return null;
  const onlyInFirst = without(first, second);
  if (first.length - onlyInFirst.length < nearlyAll * longer) return null;
  const onlyInSecond = without(second, first);
  return {
    onlyInFirst: onlyInFirst.map(({ index }) => index),
    onlyInSecond: onlyInSecond.map(({ index }) => index),
    isTelling:
      [...onlyInFirst, ...onlyInSecond].some(({ text }) => saysAsked(text)) ||
      onlyInFirst.some((left) =>
        onlyInSecond.some((right) => differInValue(left.text, right.text)),
      ),
  };
}

/** The lines of one text that the other lacks; a line that occurs twice must be matched twice. */
function without(lines: readonly TellingLine[], others: readonly TellingLine[]): TellingLine[] {
  const left = new Map<string, number>();
  for (const { text } of others) left.set(text, (left.get(text) ?? 0) + 1);
  return lines.filter(({ text }) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count === 0;
  });
}

/**
 * Whether two different lines are about the same name or have the same form: a setting, a list
 * item, a call.
 */
function differInValue(a: string, b: string): boolean {
  const name = firstWord.exec(a)?.[0];
  return (name !== undefined && name === firstWord.exec(b)?.[0]) || formOf(a) === formOf(b);
}

/** A line with every quotation and word replaced by the same placeholder. */
function formOf(line: string): string {
  return line.replace(values, 'x');
}

const firstWord = /[\p{L}\p{M}\p{N}_]+/u;
const values = /"[^"]*"|'[^']*'|`[^`]*`|[\p{L}\p{M}\p{N}_]+/gu;
