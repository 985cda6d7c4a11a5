/**
 * The cost to a reader of cutting a text before a line: nothing between paragraphs, most within an
 * expression or after the head of a block.
 */
export const borders = {
  paragraph: 0,
  statement: 1,
  sentence: 3,
  block: 2,
  end: 3,
  expression: 4,
} as const;

/**
 * The cost of a cut before each line, from 0 to 4. There is one more than there are lines, and a
 * cut at either end costs nothing. Derived only from indentation, blank lines, brackets and comment
 * markers, so it works for every language and for prose.
 */
export function lineBorders(lines: readonly string[]): number[] {
  const costs: number[] = [];
  const within = new Enclosure();
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    costs.push(before === undefined ? borders.paragraph : cost(before, line, within));
    within.read(line);
  });
  return [...costs, borders.paragraph];
}

function cost(before: string, line: string, within: Enclosure): number {
  if (before.trim() === '' || line.trim() === '')
    return within.isOpen ? borders.statement : borders.paragraph;
  if (within.brackets > 0 || goesOn.test(before)) return borders.expression;
  if (closes.test(line)) return borders.end;
  if (within.text || (isComment.test(before) && !endsComment.test(before)))
    return endsSentence.test(before) ? borders.statement : borders.sentence;
  if (announces.test(before)) return borders.end;
  if (indentation(line) > indentation(before)) return borders.block;
  return isSentence.test(before) ? borders.sentence : borders.statement;
}

/**
 * Brackets, multi-line strings and block comments that are still open after the lines read so far.
 * Markers in strings count too; a blank line closes what they opened.
 */
class Enclosure {
  brackets = 0;
  text = false;

  get isOpen(): boolean {
    return this.brackets > 0 || this.text;
  }

  read(line: string): void {
    if (line.trim() === '') this.brackets = 0;
    const quotes = line.match(textMarks)?.length ?? 0;
    if (quotes % 2 === 1) this.text = !this.text;
    if (this.text || quotes > 0 || isComment.test(line)) return;
    for (const character of line) {
      if (character === '(' || character === '[') this.brackets++;
      else if (character === ')' || character === ']')
        this.brackets = Math.max(0, this.brackets - 1);
    }
  }
}

const textMarks = /"""|'''|\/\*|\*\//g;
const isComment = /^\s*(?:#|\/\/|\*|--|;)/;
const endsComment = /\*\/\s*$/;
/** A line that needs the next one. */
const goesOn = /(?:[,(\\[]|\b(?:and|or)|[=+|&])\s*$/;
/** A decorator or annotation, or the head of a block. */
const announces = /^\s*@|[:{]\s*$/;
/** A line that belongs to what comes before it. */
const closes = /^\s*(?:[\])}]|else\b|elif\b|except\b|finally\b|catch\b|end\b)/;
const endsSentence = /[.!?。]\s*$/;
/** Words with no code among them. */
const isSentence = /^\s*[\p{L}\p{N}][^={}();]*[^={}();:.!?。]$/u;

function indentation(line: string): number {
  return line.search(/\S/);
}
