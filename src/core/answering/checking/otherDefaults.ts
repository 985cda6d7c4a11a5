import { escapeRegExp } from '../../escapeRegExp.ts';
import type { TextRange } from '../text/markdownBlocks.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import type { HeldLines } from './heldLines.ts';

const valueOf = /\bdefault(?:s|ing)?(?: value)? (?:of|for) (?:the )?$/i;
const isValue = /^\W*(?:is|becomes|will be) $/;
const defaultsTo = /^\W*defaults to (?:the )?$/;

/** The default that a sentence gives a setting, if the line with its default has another value. */
export function otherDefaults(
  sentence: string,
  facts: readonly SentenceFact[],
  { lines }: HeldLines,
): readonly TextRange[] {
  return facts.flatMap((value, index) => {
    const name = facts[index - 1];
    if (name?.kind !== 'span') return [];
    const between = sentence.slice(name.end, value.start);
    const isDefault =
      defaultsTo.test(between) ||
      (isValue.test(between) && valueOf.test(sentence.slice(0, name.start)));
    const set = new RegExp(
      String.raw`default\w*\b.*\b${escapeRegExp(name.text)}\b\W{0,3}[:=]`,
      'i',
    );
    const holders = isDefault ? lines.filter((line) => set.test(line)) : [];
    return holders.length > 0 && !holders.some((line) => line.includes(value.text))
      ? [{ start: value.start, end: value.end }]
      : [];
  });
}
