import type { Tokenizer } from '../ports/textModels.ts';
import { maxSymbolTokens } from './chunkLimits.ts';
import type { Scope } from './outline/outline.ts';

/**
 * Shortens a symbol path to at most `maxSymbolTokens` tokens. Outer names are dropped first, then
 * the end of the last name.
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
 * The symbol of a chunk. With one function or section in the chunk, it is that one's symbol, even
 * if the head of its class is there too. With several, it is a list. If the list exceeds
 * `budgetTokens`, it has as many of the largest as fit, and at least one.
 * @param touched number of lines in the chunk by index in `scopes`, in order of first appearance.
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
 * The scope whose name stands for `scope` in the chunk's symbol: the outermost one around it in the
 * chunk. A container with a single scope in the chunk is represented by that one.
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
