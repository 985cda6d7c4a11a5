import type { TextRange } from '../text/markdownBlocks.ts';
import type { HeldLines } from './heldLines.ts';

const saidUsed = [/`([^`]+)` is (?:\w+ly )?used\b/g, /(?<!not |n't )\buses? `([^`]+)`/g];
const avoids =
  /\bavoid|\b(?:instead of|rather than)\b|\b(?:not|never|n't) (?:use|call)\b|deprecated/i;

/** Names that are said to be used, if each line with one says that it is avoided. */
export function avoidedNames(sentence: string, { lines }: HeldLines): readonly TextRange[] {
  return saidUsed.flatMap((form) =>
    Array.from(sentence.matchAll(form)).flatMap((match) => {
      const name = match[1] ?? '';
      const holders = lines.filter((line) => line.includes(name));
      const start = match.index + match[0].indexOf('`');
      return holders.length > 0 && holders.every((line) => avoids.test(line))
        ? [{ start, end: start + name.length + 2 }]
        : [];
    }),
  );
}
