import type { Tokenizer } from '../ports.ts';
import { maxSymbolTokens } from './chunkLimits.ts';
import type { Scope } from './outline.ts';

/** A symbol path of at most `maxSymbolTokens` tokens: outer names go first, then the end of what is left. */
export function shortenSymbol(symbol: string, separator: string, tokenizer: Tokenizer): string {
  let short = symbol;
  while (tokenizer.count(short) > maxSymbolTokens) {
    const next = short.indexOf(separator);
    short = next >= 0 ? short.slice(next + separator.length) : short.slice(0, Math.floor(short.length / 2));
  }
  return short.trim();
}

/**
 * The symbol of a chunk that touches the scopes `touched` (indexes in order of first appearance, -1 for none): that of the one function or section in
 * it, even if the head of its class is there too; several in a list while it has at most `budgetTokens` tokens, and at least the first.
 */
export function chunkSymbol(touched: readonly number[], scopes: readonly Scope[], budgetTokens: number, tokenizer: Tokenizer): string {
  const inside = new Set(touched.filter((scope) => scope >= 0));
  const names = new Set<string>();
  for (const scope of inside) {
    const symbol = scopes[represent(scope, inside, scopes)]?.symbol;
    if (symbol !== undefined) names.add(symbol);
  }
  let list = '';
  for (const name of names) {
    const longer = list === '' ? name : `${list}, ${name}`;
    if (list !== '' && tokenizer.count(longer) > Math.min(budgetTokens, maxSymbolTokens)) break;
    list = longer;
  }
  return list;
}

/** The scope that names a chunk for one of its scopes: the outermost around it in the chunk; but for a container that holds a single other, that one. */
function represent(scope: number, inside: ReadonlySet<number>, scopes: readonly Scope[]): number {
  let outermost = scope;
  for (let parent = scopes[scope]?.parent ?? -1; parent >= 0; parent = scopes[parent]?.parent ?? -1) if (inside.has(parent)) outermost = parent;
  while (scopes[outermost]?.container === true) {
    const members = [...inside].filter((other) => scopes[other]?.parent === outermost);
    const [only] = members;
    if (only === undefined || members.length > 1) break;
    outermost = only;
  }
  return outermost;
}
