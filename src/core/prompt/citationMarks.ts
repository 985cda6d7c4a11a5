/** A citation mark as models write it: `[2]`, `[1, 3]`. */
const marks = /( ?)\[(\d{1,3}(?:, ?\d{1,3})*)\]/g;

/** The beginning of a mark at the end of a text that is still being written. */
const openMark = / ?\[[\d, ]{0,12}$| $/;

/**
 * Writes the numbers that sources have for the person who asked in place of those in the prompt; a
 * mark of any other source is taken out.
 */
export function translateMarks(text: string, numbers: ReadonlyMap<number, number>): string {
  return text.replace(marks, (_mark, blank: string, list: string) => {
    const known = list.split(',').flatMap((one) => numbers.get(Number(one)) ?? []);
    return known.length === 0 ? '' : `${blank}[${known.join(', ')}]`;
  });
}

/** How many characters at the end of `text` may become a mark. */
export function openMarkLength(text: string): number {
  return openMark.exec(text)?.[0].length ?? 0;
}
