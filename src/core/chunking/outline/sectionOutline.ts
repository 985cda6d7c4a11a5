import type { Tokenizer } from '../../ports/textModels.ts';
import { shortenSymbol } from '../chunkSymbol.ts';
import {
  asciidocHeadings,
  htmlHeadings,
  iniHeadings,
  latexHeadings,
  markdownHeadings,
  restHeadings,
} from './headings.ts';
import type { Heading } from './headings.ts';
import { emptyOutline, gluedCost } from './outline.ts';
import type { Outline } from './outline.ts';
import { plainOutline } from './plainOutline.ts';
import { isBlank } from '../textLines.ts';

/** Functions that find the headings of a text, by VS Code's language id. */
export const headingsOf: ReadonlyMap<string, (lines: readonly string[]) => readonly Heading[]> =
  new Map([
    ['markdown', markdownHeadings],
    ['restructuredtext', restHeadings],
    ['asciidoc', asciidocHeadings],
    ['latex', latexHeadings],
    ['html', htmlHeadings],
    ['toml', iniHeadings],
    ['ini', iniHeadings],
  ]);

const separator = ' > ';
/** Cost of a border before a section's first paragraph. A border further down is better. */
const costAfterHeading = 2;

/**
 * Outline of a text with headings. Sections are units and scopes (`Guide > Install`); inside them,
 * paragraphs and list items are borders.
 */
export function sectionOutline(
  lines: readonly string[],
  headings: readonly Heading[],
  tokenizer: Tokenizer,
): Outline {
  const outline = { ...emptyOutline(lines.length, 0), borderCost: plainOutline(lines).borderCost };
  const open: { level: number; scope: number }[] = [];
  outline.unit.fill(outline.unitParents.push(-1) - 1);
  headings.forEach((heading, i) => {
    while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    const parent = open.at(-1)?.scope ?? -1;
    const outer = outline.scopes[parent]?.symbol ?? '';
    const title = plainTitle(heading.title);
    const symbol = shortenSymbol(
      outer === '' || title === '' ? outer || title : outer + separator + title,
      separator,
      tokenizer,
    );
    const scope = outline.scopes.push({ symbol, parent, container: true }) - 1;
    open.push({ level: heading.level, scope });
    const end = headings[i + 1]?.row ?? lines.length;
    outline.scope.fill(scope, heading.row, end);
    outline.unit.fill(outline.unitParents.push(-1) - 1, heading.row, end);
    // Higher headings are better borders. A title stays in one piece and with the text after it.
    outline.borderCost[heading.row] = 0.02 * (open.length - 1);
    outline.borderCost.fill(gluedCost, heading.row + 1, heading.lastRow + 1);
    let next = heading.lastRow + 1;
    while (next < end && isBlank(lines[next] ?? '')) next++;
    if (next < end) outline.borderCost[next] = costAfterHeading;
  });
  return outline;
}

/** A title without markup for links, roles and emphasis. */
function plainTitle(title: string): string {
  return title
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/:[\w:+-]+:`|`_{0,2}|\*\*|<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
