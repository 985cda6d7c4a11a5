import { shortenSymbol } from '../chunkSymbol.ts';
import { emptyOutline, gluedCost } from '../outline/outline.ts';
import type { Outline, OutlineDraft } from '../outline/outline.ts';
import { plainOutline } from '../outline/plainOutline.ts';
import { isBlank } from '../textLines.ts';
import type { Tokenizer } from '../../ports/textModels.ts';
import type { KeywordLanguage } from './keywordLanguages.ts';

/** A definition by its lines, from 0, both inclusive. `lead` is its first comment or annotation. */
interface Definition {
  readonly kind: 'unit' | 'container';
  readonly name: string;
  readonly lead: number;
  readonly head: number;
  readonly last: number;
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly scope: number;
  readonly unit: number;
  readonly nesting: number;
}

const costOfNesting = 0.05;
/** Added within a definition: its border is better than any inside it. */
const costInside = 0.2;
/** After the head of a definition: the head alone says little. */
const costAfterHead = 0.8;
/** A line that only closes what others opened, and one that opens again. */
const closes = /^\s*(?:[)\]}]|end\b|\$\$)/;
const opens = /(?:[{([:=]|->|=>|\bdo|\bthen|\bwhere)\s*(?:\/\/.*|#.*|--.*)?$/;
const heredoc = '"""';

/**
 * Outline of code without a grammar: definitions begin where a line has their keywords and end with
 * their indentation. Badly indented code gets fewer of them; no line is lost.
 */
export function keywordOutline(
  lines: readonly string[],
  language: KeywordLanguage,
  tokenizer: Tokenizer,
): Outline {
  const outline: OutlineDraft = {
    ...emptyOutline(lines.length, 0),
    borderCost: plainOutline(lines).borderCost,
  };
  visit({ from: 0, to: lines.length - 1, scope: -1, unit: -1, nesting: 0 });
  return outline;

  function visit(place: Place): void {
    let loose = -1;
    for (let row = place.from; row <= place.to; row++) {
      const definition = definitionAt(row, place, lines, language);
      if (definition === null) {
        if (loose < 0) loose = newUnit(place.unit);
        outline.unit[row] = loose;
        outline.scope[row] = place.scope;
        continue;
      }
      define(definition, place);
      row = definition.last;
      loose = -1;
    }
  }

  function define({ kind, name, lead, head, last }: Definition, place: Place): void {
    const outer = outline.scopes[place.scope]?.symbol ?? '';
    const symbol = shortenSymbol(
      outer === '' || name === '' ? outer || name : `${outer}.${name}`,
      '.',
      tokenizer,
    );
    const container = kind === 'container';
    const scope =
      name === ''
        ? place.scope
        : outline.scopes.push({ symbol, parent: place.scope, container }) - 1;
    const unit = newUnit(place.unit);
    outline.scope.fill(scope, lead, last + 1);
    outline.unit.fill(unit, lead, last + 1);
    for (let row = head + 1; row <= last; row++)
      outline.borderCost[row] = closes.test(lines[row] ?? '')
        ? gluedCost
        : (outline.borderCost[row] ?? 0) + costInside;
    outline.borderCost[lead] = costOfNesting * place.nesting;
    outline.borderCost.fill(gluedCost, lead + 1, head + 1);
    if (head < last)
      outline.borderCost[head + 1] = Math.max(outline.borderCost[head + 1] ?? 0, costAfterHead);
    if (container)
      visit({ from: head + 1, to: last, scope, unit: place.unit, nesting: place.nesting + 1 });
  }

  function newUnit(parent: number): number {
    return outline.unitParents.push(parent) - 1;
  }
}

/** The definition whose first line, comments included, is `row`. */
function definitionAt(
  row: number,
  { to }: Place,
  lines: readonly string[],
  language: KeywordLanguage,
): Definition | null {
  const head = headAfter(row, to, lines, language);
  if (head === null) return null;
  const line = lines[head] ?? '';
  for (const [kind, pattern] of language.heads) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const { name = '', owner = '' } = match.groups ?? {};
    const plain = name.replace(/[`"'[\]]/g, '').trim();
    return {
      kind,
      name: owner === '' ? plain : `${owner}.${plain}`,
      lead: row,
      head,
      last: lastRow(head, { name: plain, to }, lines, language),
    };
  }
  return null;
}

/** The first line of a definition that these comments and annotations lead, if they do. */
function headAfter(
  row: number,
  to: number,
  lines: readonly string[],
  language: KeywordLanguage,
): number | null {
  for (let at = row; at <= to; at++) {
    const line = lines[at] ?? '';
    if (language.heads.some(([, head]) => head.test(line))) return at;
    if (!language.lead.test(line)) return null;
    if (line.split(heredoc).length === 2) at = rowOf(heredoc, at + 1, to, lines);
    else if (/^\s*\/\*(?!.*\*\/)/.test(line)) at = rowOf('*/', at + 1, to, lines);
    else if (/^\s*\{-(?!.*-\})/.test(line)) at = rowOf('-}', at + 1, to, lines);
  }
  return null;
}

function rowOf(mark: string, from: number, to: number, lines: readonly string[]): number {
  for (let row = from; row <= to; row++) if (lines[row]?.includes(mark) === true) return row;
  return to;
}

/**
 * The last line of a definition: it holds what is indented further, the lines that close it, and,
 * where equations make it, the further ones of the same name.
 */
function lastRow(
  head: number,
  { name, to }: { readonly name: string; readonly to: number },
  lines: readonly string[],
  language: KeywordLanguage,
): number {
  const indent = indentOf(lines[head] ?? '');
  const isHead = (line: string): boolean =>
    language.heads.some(([, pattern]) => pattern.test(line));
  const goesOn = (line: string): boolean =>
    language.clauses === true &&
    language.heads.some(([, pattern]) => pattern.exec(line)?.groups?.['name'] === name);
  let last = head;
  let open = opens.test(lines[head] ?? '');
  for (let row = head + 1; row <= to; row++) {
    const line = lines[row] ?? '';
    if (isBlank(line)) continue;
    if (language.toNextHead === true) {
      if (isHead(line) || language.lead.test(line)) break;
      last = row;
    } else if (indentOf(line) > indent || goesOn(line)) {
      last = row;
      open ||= opens.test(line);
    } else if (indentOf(line) === indent && /^\s*[{]\s*$/.test(line)) {
      last = row;
      open = true;
    } else if (indentOf(line) === indent && closes.test(line)) {
      last = row;
      open = opens.test(line);
      if (!open && language.clauses !== true) break;
    } else break;
  }
  return last;
}

/** Columns of blanks before a line; a tab counts as four. */
function indentOf(line: string): number {
  return line.slice(0, line.search(/\S|$/)).replaceAll('\t', '    ').length;
}
