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
 * The symbol of a chunk that touches the scopes `touched` (indexes in order of first appearance, -1 for none): the outermost of them, several of
 * them in a list while it has at most `budgetTokens` tokens, and at least the first.
 */
export function chunkSymbol(touched: readonly number[], scopes: readonly Scope[], budgetTokens: number, tokenizer: Tokenizer): string {
  const inside = new Set(touched);
  const hasAncestor = (scope: number): boolean => {
    for (let parent = scopes[scope]?.parent ?? -1; parent >= 0; parent = scopes[parent]?.parent ?? -1) if (inside.has(parent)) return true;
    return false;
  };
  const names = new Set<string>();
  for (const scope of touched) {
    const symbol = scopes[scope]?.symbol ?? '';
    if (symbol !== '' && !hasAncestor(scope)) names.add(symbol);
  }
  let list = '';
  for (const name of names) {
    const longer = list === '' ? name : `${list}, ${name}`;
    if (list !== '' && tokenizer.count(longer) > Math.min(budgetTokens, maxSymbolTokens)) break;
    list = longer;
  }
  return list;
}
