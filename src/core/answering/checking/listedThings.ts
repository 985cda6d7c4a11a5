import type { TextRange } from '../text/markdownBlocks.ts';
import { wordValue } from '../text/numbers.ts';
import type { HeldLines } from './heldLines.ts';
import { proseOf } from './words/sentenceWords.ts';

const listed = new RegExp(
  String.raw`\b(?:one of|either of|any of|are|of)\b[^:.]{0,40}:\s+` +
    String.raw`((?:[\w-]+, )+(?:and |or )?[\w-]+(?: (?:and|or) [\w-]+)?)`,
  'gi',
);
const counted = new RegExp(
  String.raw`\b(?:all|the|its|has|have|adds?|defines?|registers?|declares?|takes?) ` +
    String.raw`(two|three|four|five|six|seven|eight|nine|ten|\d+) (?:[\w-]+ )?([a-z]{4,})s\b`,
  'gi',
);
/** Fewer calls of a kind are not a list of things. */
const minCalls = 2;

/** Words that a sentence gives as the possible values (`one of: a, b or c`) and the lines lack. */
export function unheldItems(sentence: string, held: HeldLines): readonly TextRange[] {
  return Array.from(proseOf(sentence).matchAll(listed)).flatMap((match) => {
    const [all, items = ''] = match;
    const from = match.index + all.length - items.length;
    const words = Array.from(items.matchAll(/[\w-]+/g)).filter(
      ([word]) => !/^(?:and|or)$/.test(word),
    );
    const unheld = words.filter(([word]) => !held.text.toLowerCase().includes(word.toLowerCase()));
    return unheld.length === words.length
      ? []
      : unheld.map(({ 0: word, index }) => ({
          start: from + index,
          end: from + index + word.length,
        }));
  });
}

/** A count of things, and how many calls in the lines make one of them. */
export interface Miscounted extends TextRange {
  readonly instead: readonly string[];
}

/** `All three options` where the lines have another number of calls of `addoption`. */
export function miscounted(sentence: string, { lines }: HeldLines): readonly Miscounted[] {
  return Array.from(proseOf(sentence).matchAll(counted)).flatMap((match) => {
    const [all, number = '', noun = ''] = match;
    const claimed = wordValue(number.toLowerCase()) ?? Number(number);
    const call = new RegExp(String.raw`(?:^\s*|\.)(\w*${noun})\s*\(`, 'i');
    const counts = new Map<string, number>();
    for (const line of lines) {
      const name = call.exec(line)?.[1];
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    const start = match.index + all.indexOf(number);
    return most < minCalls || [...counts.values()].includes(claimed)
      ? []
      : [{ start, end: start + number.length, instead: [String(most)] }];
  });
}
