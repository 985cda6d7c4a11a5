/** From this share of equal lines one text may be a copy of another. */
const nearlyAll = 0.9;

/** The lines that tell something, however they are spaced. */
export function tellingLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '');
}

/**
 * Whether one text says what the other says: nine lines in ten are the same, and no other line has
 * a different value or a word of the question.
 * @param a as `tellingLines` gives them. @param b likewise.
 * @param saysAsked whether a line has a word of the question.
 */
export function repeats(
  a: readonly string[],
  b: readonly string[],
  saysAsked: (line: string) => boolean,
): boolean {
  const longer = Math.max(a.length, b.length);
  if (longer === 0 || Math.min(a.length, b.length) < nearlyAll * longer) return false;
  const onlyInA = without(a, b);
  if (a.length - onlyInA.length < nearlyAll * longer) return false;
  const onlyInB = without(b, a);
  return (
    ![...onlyInA, ...onlyInB].some(saysAsked) &&
    !onlyInA.some((left) => onlyInB.some((right) => differInValue(left, right)))
  );
}

/** The lines of one text that the other lacks; a line that stands twice is needed twice. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

/** Two different lines about one name, or of one form: a setting, a list's item, a call. */
function differInValue(a: string, b: string): boolean {
  const name = firstWord.exec(a)?.[0];
  return (name !== undefined && name === firstWord.exec(b)?.[0]) || formOf(a) === formOf(b);
}

/** A line with every quotation and word made the same. */
function formOf(line: string): string {
  return line.replace(values, 'x');
}

const firstWord = /[\p{L}\p{M}\p{N}_]+/u;
const values = /"[^"]*"|'[^']*'|`[^`]*`|[\p{L}\p{M}\p{N}_]+/gu;
