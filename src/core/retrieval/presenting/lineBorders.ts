/**
 * What it costs a reader when a text is cut before a line: nothing between paragraphs, most within
 * an expression or behind the head of a block.
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
 * What a cut before each line costs, from 0 to 4; one more than there are lines, and nothing at
 * either end. Told from indentation, blank lines, brackets and comment marks alone, so that it
 * serves every language and prose.
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
 * Brackets, texts of several lines and block comments that are open behind the lines read so far.
 * Marks in strings count too: a blank line ends what they opened.
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
/** A line that belongs to what stands before it. */
const closes = /^\s*(?:[\])}]|else\b|elif\b|except\b|finally\b|catch\b|end\b)/;
const endsSentence = /[.!?。]\s*$/;
/** Words without any code among them. */
const isSentence = /^\s*[\p{L}\p{N}][^={}();]*[^={}();:.!?。]$/u;

function indentation(line: string): number {
  return line.search(/\S/);
}
