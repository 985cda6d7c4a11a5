import { sourceCaution } from '../core/answering/sourceCaution.ts';
import { splitLines } from '../core/chunking/textLines.ts';
import type { Hit } from '../core/domain.ts';
import { sourceLabel } from '../core/sourceLabel.ts';
import { styled } from './terminal.ts';
import type { Terminal } from './terminal.ts';
import { inEnglish } from '../core/texts/wording.ts';

/** Maximum number of lines quoted per hit. */
const maxLines = 4;

/** Prints ranked hits: place, symbol and best lines. */
export function printHits(hits: readonly Hit[], terminal: Terminal): void {
  for (const [index, hit] of hits.entries()) {
    const symbol = hit.symbol === '' ? [] : ['  ', styled('dim', hit.symbol)];
    terminal.printLine(
      styled('bold', `[${index + 1}]`),
      ' ',
      styled('cyan', sourceLabel(hit)),
      ...symbol,
      ...(hit.copyOf === undefined ? [] : ['  ', styled('dim', `like [${hit.copyOf}], but:`)]),
    );
    for (const { number, text } of bestLines(hit))
      terminal.printLine(styled('dim', String(number).padStart(6)), `  ${text}`);
    printCopies(hit, terminal);
    const caution = sourceCaution(hit);
    if (caution !== null) terminal.printLine('        ', styled('yellow', inEnglish(caution)));
  }
}

/** Other places where nearly the same is. */
function printCopies({ copies = [], unlistedCopies = 0 }: Hit, terminal: Terminal): void {
  for (const { path, range, lines } of copies) {
    const differs = lines.length === 0 ? '' : ', but:';
    const place = `also in ${sourceLabel({ path, range })}${differs}`;
    terminal.printLine('        ', styled('dim', place));
    for (const { number, text } of lines)
      terminal.printLine(styled('dim', String(number).padStart(6)), `  ${text.trim()}`);
  }
  if (unlistedCopies > 0) {
    const places = unlistedCopies === 1 ? 'place' : 'places';
    terminal.printLine('        ', styled('dim', `and in ${unlistedCopies} more ${places}`));
  }
}

/** The best lines without their common indentation; the first lines if none is marked best. */
function bestLines({
  range,
  text,
  bestLines: best,
}: Hit): readonly { number: number; text: string }[] {
  const lines = splitLines(text).map((line, index) => ({
    number: range.startLine + index,
    text: line.trimEnd(),
  }));
  const chosen = (best.length === 0 ? lines : lines.filter(({ number }) => best.includes(number)))
    .filter((line) => line.text !== '')
    .slice(0, maxLines);
  const indentation = Math.min(...chosen.map((line) => /^\s*/.exec(line.text)?.[0].length ?? 0));
  return chosen.map(({ number, text: line }) => ({ number, text: line.slice(indentation) }));
}
