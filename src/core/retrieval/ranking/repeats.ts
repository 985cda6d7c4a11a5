/** Share of equal lines from which a text may be a copy of another. */
const nearlyAll = 0.9;

/** The lines that say something, with white space normalized. */
export function tellingLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '');
}

/**
 * Whether two texts say the same: nine lines in ten are equal, and no other line has a different
 * value or a word of the question.
 * @param a as `tellingLines` returns it.
 * @param b likewise.
 * @param saysAsked whether a line contains a word of the question.
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

/** The lines of one text that the other lacks; a line that occurs twice must be matched twice. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
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
