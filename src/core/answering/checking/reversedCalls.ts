import { escapeRegExp } from '../../escapeRegExp.ts';
import type { TextRange } from '../text/markdownBlocks.ts';
import type { HeldLines } from './heldLines.ts';

const active =
  /`([\w$.:]+?)(?:\(\))?` (?:itself )?(?:calls|invokes|delegates to) `([\w$.:]+?)(?:\(\))?`/g;
const passive =
  /`([\w$.:]+?)(?:\(\))?` is (?:called|invoked|used) (?:by|in|from) `([\w$.:]+?)(?:\(\))?`/g;

/** The second name of "`a` calls `b`", if the lines define both and `b` calls `a` instead. */
export function reversedCalls(sentence: string, held: HeldLines): readonly TextRange[] {
  return [active, passive].flatMap((form) =>
    Array.from(sentence.matchAll(form)).flatMap((match) => {
      const [first, second] = [lastPart(match[1]), lastPart(match[2])];
      const [caller, called] = form === active ? [first, second] : [second, first];
      const end = match.index + match[0].length;
      return !calls(caller, called, held) && calls(called, caller, held)
        ? [{ start: match.index + match[0].lastIndexOf(' ') + 1, end }]
        : [];
    }),
  );
}

function lastPart(name = ''): string {
  return /[\w$]+$/.exec(name)?.[0] ?? name;
}

/** Whether the definition of a function in the lines mentions another one after its first line. */
function calls(caller: string, called: string, { definitions, lines }: HeldLines): boolean {
  const mention = new RegExp(String.raw`(?<![\w$])${escapeRegExp(called)}(?![\w$])`);
  return definitions.some(({ name, start, end }) => {
    if (name !== caller) return false;
    const own = lines.slice(start, end);
    const head = own.findIndex((line) => line.includes(caller));
    return own.slice(head + 1).some((line) => mention.test(line));
  });
}
