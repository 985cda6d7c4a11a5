import type { Tokenizer } from '../ports.ts';
import { maxSymbolTokens } from './chunkLimits.ts';
import type { Scope } from './outline/outline.ts';

/**
 * A symbol path of at most `maxSymbolTokens` tokens: outer names go first, then the end of what is
 * left.
 */
export function shortenSymbol(symbol: string, separator: string, tokenizer: Tokenizer): string {
  let short = symbol;
  while (tokenizer.count(short) > maxSymbolTokens) {
    const next = short.indexOf(separator);
    short =
      next >= 0
        ? short.slice(next + separator.length)
        : short.slice(0, Math.floor(short.length / 2));
  }
  return short.trim();
}

/**
 * The symbol of a chunk that touches scopes: that of the one function or section in it, even if the
 * head of its class is there too; of several a list, or, where the list has more than
 * `budgetTokens` tokens, as many of the largest as fit, and at least one.
 * @param touched by index in `scopes`, in order of first appearance, the number of lines in the
 * chunk
 */
export function chunkSymbol(
  touched: ReadonlyMap<number, number>,
  scopes: readonly Scope[],
  budgetTokens: number,
  tokenizer: Tokenizer,
): string {
  const sizes = new Map<string, number>();
  for (const [scope, lines] of touched) {
    const symbol = scopes[represent(scope, touched, scopes)]?.symbol;
    if (symbol !== undefined) sizes.set(symbol, (sizes.get(symbol) ?? 0) + lines);
  }
  const names = [...sizes.keys()];
  const fits = (list: readonly string[]): boolean =>
    list.length <= 1 || tokenizer.count(list.join(', ')) <= Math.min(budgetTokens, maxSymbolTokens);
  if (fits(names)) return names.join(', ');
  const largest: string[] = [];
  for (const name of names.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))) {
    if (!fits([...largest, name])) break;
    largest.push(name);
  }
  return names.filter((name) => largest.includes(name)).join(', ');
}

/**
 * The scope that names a chunk for one of its scopes: the outermost around it in the chunk; but for
 * a container that holds a single other, that one.
 */
function represent(
  scope: number,
  touched: ReadonlyMap<number, number>,
  scopes: readonly Scope[],
): number {
  let outermost = scope;
  for (let parent = scopes[scope]?.parent ?? -1; parent >= 0; parent = scopes[parent]?.parent ?? -1)
    if (touched.has(parent)) outermost = parent;
  while (scopes[outermost]?.container === true) {
    const members = [...touched.keys()].filter((other) => scopes[other]?.parent === outermost);
    const [only] = members;
    if (only === undefined || members.length > 1) break;
    outermost = only;
  }
  return outermost;
}
