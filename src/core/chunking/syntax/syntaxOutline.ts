import type { Tokenizer } from '../../ports/textModels.ts';
import { shortenSymbol } from '../chunkSymbol.ts';
import { emptyOutline, gluedCost } from '../outline/outline.ts';
import type { Outline } from '../outline/outline.ts';
import { definitionOf } from './syntaxDefinition.ts';
import type { Definition } from './syntaxDefinition.ts';
import { bodyTypes, leadingTypes } from './syntaxLanguages.ts';
import type { SyntaxLanguage } from './syntaxLanguages.ts';
import type { SyntaxNode } from './syntaxNode.ts';
import { isBlank } from '../textLines.ts';

/**
 * What surrounds a node. `nesting` counts containers. `depth` counts nodes below the innermost
 * definition; 0 is a member of a container or of the file.
 */
interface Place {
  readonly scope: number;
  readonly unit: number;
  readonly nesting: number;
  readonly depth: number;
}

const costOfNesting = 0.05;
const costOfStatement = 0.2;
const costOfDepth = 0.12;
/** Added if there is no blank line before it. */
const costOfDensity = 0.08;
/** After the head of a class, a function or a block, because the head alone says little. */
const costAfterHead = 0.8;
/** After a comment and a blank line, because the comment may be a heading for what follows. */
const costAfterLooseComment = 0.3;
/** Inside an expression, a string or a comment: after a blank line, and elsewhere. */
const costInside = { afterBlank: 1.1, elsewhere: 1.5 } as const;
/** A line that only closes what earlier lines opened. */
const closingLine = /^\s*[)\]}]/;
/** A line that opens a block, so that the next line depends on it. */
const openingLine = /(?:[:{([]|=>|\b(?:then|do|else|begin))\s*(?:#.*|\/\/.*)?$/;
/** Nodes that continue the statement before them with another branch. */
const continuingNode = /^(?:else|elif|elsif|except|catch|finally|rescue|ensure)_/;
const maxDepth = 150;

/**
 * Outline of source code from its syntax tree. Functions and class members are units. Statements
 * are better borders than what is inside them, and outer ones better than inner ones. Comments and
 * decorators stay with what follows them.
 */
export function syntaxOutline(
  root: SyntaxNode,
  language: SyntaxLanguage,
  lines: readonly string[],
  tokenizer: Tokenizer,
): Outline {
  const outline = emptyOutline(lines.length, costInside.elsewhere);
  const { borderCost, scopes } = outline;
  const afterBlank = lines.map((_, row) => row > 0 && isBlank(lines[row - 1] ?? ''));
  lines.forEach((line, row) => {
    if (closingLine.test(line)) borderCost[row] = gluedCost;
    else if (afterBlank[row] === true) borderCost[row] = costInside.afterBlank;
  });
  visitMembers(root.children, { scope: -1, unit: -1, nesting: 0, depth: 0 }, -1);
  for (let row = 1; row < lines.length; row++) {
    if (openingLine.test(lines[row - 1] ?? ''))
      borderCost[row] = Math.max(borderCost[row] ?? 0, costAfterHead);
  }
  return outline;

  function newUnit(parent: number): number {
    return outline.unitParents.push(parent) - 1;
  }

  function paint(startRow: number, endRow: number, scope: number, unit: number): void {
    outline.scope.fill(scope, startRow, endRow + 1);
    outline.unit.fill(unit, startRow, endRow + 1);
  }

  /** `run` is the current unit of members that are not definitions, such as the head of a class. */
  function visitMembers(nodes: readonly SyntaxNode[], place: Place, run: number): void {
    let leadRow = -1;
    let previousEnd = -1;
    for (const node of nodes) {
      const follows = leadRow >= 0 && node.startRow - previousEnd <= 1;
      const isHeaded = leadRow >= 0 && !follows;
      const firstRow = follows ? leadRow : node.startRow;
      const leads = leadingTypes.has(node.type) && node.startRow > previousEnd;
      const definition = leads ? null : definitionOf(node, language, lines);
      if (definition !== null) {
        define(node, definition, firstRow, place);
        run = -1;
      } else if (place.depth === 0) {
        if (run < 0) run = newUnit(place.unit);
        paint(firstRow, lastRow(node), place.scope, run);
      }
      lower(node, place);
      if (follows && node.startRow > leadRow) borderCost[node.startRow] = gluedCost;
      else if (isHeaded)
        borderCost[node.startRow] = (borderCost[node.startRow] ?? 0) + costAfterLooseComment;
      if (definition === null && !leads && place.depth < maxDepth)
        visitMembers(node.children, { ...place, depth: place.depth + 1 }, -1);
      leadRow = leads ? firstRow : -1;
      previousEnd = lastRow(node);
    }
  }

  function define(
    node: SyntaxNode,
    { kind, node: inner, name, nameRow }: Definition,
    firstRow: number,
    place: Place,
  ): void {
    const outer = scopes[place.scope]?.symbol ?? '';
    const symbol = shortenSymbol(
      outer === '' || name === '' ? outer || name : `${outer}.${name}`,
      '.',
      tokenizer,
    );
    const scope =
      name === ''
        ? place.scope
        : scopes.push({ symbol, parent: place.scope, container: kind === 'container' }) - 1;
    const unit = newUnit(place.unit);
    paint(firstRow, lastRow(node), scope, unit);
    borderCost.fill(gluedCost, node.startRow + 1, nameRow + 1);
    const within: Place =
      kind === 'container'
        ? { scope, unit: place.unit, nesting: place.nesting + 1, depth: 0 }
        : { scope, unit, nesting: place.nesting, depth: place.depth + 1 };
    const body =
      inner.children.find(({ field }) => field === 'body') ??
      inner.children.find(({ type }) => bodyTypes.has(type));
    const members =
      body === undefined
        ? inner.children
        : [...inner.children.filter((child) => leadsBody(child, body, nameRow)), ...body.children];
    visitMembers(members, within, kind === 'container' ? unit : -1);
    const first = members.find(({ named, startRow }) => named && startRow > nameRow);
    if (first !== undefined)
      borderCost[first.startRow] = Math.max(borderCost[first.startRow] ?? 0, costAfterHead);
  }

  /** Ruby's grammar leaves comments before the first member outside the body. */
  function leadsBody(child: SyntaxNode, body: SyntaxNode, nameRow: number): boolean {
    return (
      leadingTypes.has(child.type) && child.startRow > nameRow && child.startRow < body.startRow
    );
  }

  function lower(
    { named, type, startRow, beginsLine }: SyntaxNode,
    { nesting, depth }: Place,
  ): void {
    if (!named || !beginsLine || continuingNode.test(type)) return;
    const cost =
      (depth === 0 ? costOfNesting * nesting : costOfStatement + costOfDepth * depth) +
      (afterBlank[startRow] === true ? 0 : costOfDensity);
    borderCost[startRow] = Math.min(borderCost[startRow] ?? 0, cost);
  }
}

/** Some grammars count the line break after a node as part of it. */
function lastRow({ startRow, endRow, endColumn }: SyntaxNode): number {
  return endColumn === 0 && endRow > startRow ? endRow - 1 : endRow;
}
