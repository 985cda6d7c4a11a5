import type { SentenceFact } from '../sentenceFacts.ts';
import type { TextRange } from '../text/markdownBlocks.ts';
import { wordValue } from '../text/numbers.ts';
import type { HeldLines } from './heldLines.ts';

/** A number of arguments that a sentence gives a function. */
export interface ArgumentCount extends TextRange {
  /** The numbers that the signatures in the lines allow, such as `2` or `1 to 3`. */
  readonly signatures: readonly string[];
  readonly isRight: boolean;
}

/** After the name of a function. Words that say which arguments are meant leave it open. */
const takes = new RegExp(
  String.raw`^(\s+(?:(?:function|method|constructor)\s+)?` +
    String.raw`(?:takes|accepts|expects|requires|needs|has)\s+(?:exactly\s+|only\s+)?)` +
    String.raw`(a single|\w+)\s+(?:arguments?|parameters?|args?|params?)\b` +
    String.raw`(?!\s+(?:of|named|called|list))`,
  'i',
);
const maxLines = 40;
/** Longer lines are generated, and slow to read. */
const maxLength = 300;
/** Not passed by the caller. */
const receiver = /^(?:self|cls|this|&(?:'\w+\s+)?(?:mut\s+)?self|mut\s+self)\b/;
const takesAnyNumber = /^\*\w|^\*\*|\.\.\.|\bparams\s|\bvararg\b/;
/** Not the end of a list of types. */
const arrow = /[-=]>/g;
const isOptional = /=|^\w+\?\s*:|^\w+\?$/;

/**
 * Numbers of arguments, such as `` `load` takes two arguments ``, beside the signatures that the
 * lines have of that function. Nothing where they have none, or one that takes any number.
 */
export function argumentCounts(
  sentence: string,
  facts: readonly SentenceFact[],
  { lines }: Pick<HeldLines, 'lines'>,
): readonly ArgumentCount[] {
  return facts.flatMap(({ kind, text, end }) => {
    if (kind !== 'span' && kind !== 'name') return [];
    const [, before = '', number = ''] = takes.exec(sentence.slice(end)) ?? [];
    const claimed = claimedNumber(number.toLowerCase());
    const name = /([\w$]+)\s*(?:\(\))?$/.exec(text)?.[1];
    if (claimed === null || name === undefined) return [];
    const signatures = signaturesOf(name, lines);
    if (signatures === null || signatures.length === 0) return [];
    const start = end + before.length;
    return [
      {
        start,
        end: start + number.length,
        isRight: signatures.some(({ min, max }) => min <= claimed && claimed <= max),
        signatures: [
          ...new Set(signatures.map(({ min, max }) => (min === max ? `${min}` : `${min}–${max}`))),
        ],
      },
    ];
  });
}

function claimedNumber(word: string): number | null {
  if (word === 'no') return 0;
  if (word === 'a' || word === 'an' || word === 'a single' || word === 'one') return 1;
  return /^\d+$/.test(word) ? Number(word) : wordValue(word);
}

interface Signature {
  readonly min: number;
  readonly max: number;
}

/** Null if one of them is not wholly in the lines, or takes any number of arguments. */
function signaturesOf(name: string, lines: readonly string[]): readonly Signature[] | null {
  const found: Signature[] = [];
  for (const [at, line] of lines.entries()) {
    const start = startOfParameters(name, line);
    if (start === null) continue;
    const parameters = parametersIn([line.slice(start), ...lines.slice(at + 1, at + maxLines)]);
    if (parameters === null || parameters.some((one) => takesAnyNumber.test(one))) return null;
    const passed = parameters.filter((one) => !receiver.test(one) && !/^[*/]$/.test(one));
    const own = passed.filter((one) => one !== 'void');
    found.push({ min: own.filter((one) => !isOptional.test(one)).length, max: own.length });
  }
  return found;
}

/** Where the parameters begin in a line that defines the function; null in any other line. */
function startOfParameters(name: string, line: string): number | null {
  if (line.length > maxLength) return null;
  const escaped = name.replaceAll('$', String.raw`\$`);
  const form = new RegExp(
    String.raw`^\s*(?:[\w@]+\s+)*(?:def|fn|fun|func|function\*?)\s+(?:\([^)]*\)\s*)?${escaped}` +
      String.raw`\s*(?:<[^>]*>|\[[^\]]*\])?\s*\(` +
      // A method, or a function of C: nothing but words before it, a body after it.
      String.raw`|^\s*(?:[\w<>[\],?*&:]+\s+)*[*&]*${escaped}\s*\((?=[^;]*\{\s*$)`,
  );
  const match = form.exec(line);
  return match === null || /^\s*(?:return|await|new|throw)\b/.test(line) ? null : match[0].length;
}

/** The texts between the commas of the outermost parentheses; null if they are not closed. */
function parametersIn(lines: readonly string[]): readonly string[] | null {
  const parameters: string[] = [];
  let parameter = '';
  let depth = 0;
  for (const character of lines.join('\n').replaceAll(arrow, '  ')) {
    if (character === ')' && depth === 0)
      return [...parameters, parameter].map((one) => one.trim()).filter((one) => one !== '');
    if ('([{<'.includes(character)) depth++;
    if (')]}>'.includes(character)) depth--;
    if (character === ',' && depth === 0) {
      parameters.push(parameter);
      parameter = '';
    } else parameter += character;
  }
  return null;
}
