import type { Outline, Scope } from './outline.ts';

/**
 * The outline of a text below the headings in `symbol`, such as a notebook's cell. Lines without a
 * scope get that one.
 */
export function encloseOutline(outline: Outline, symbol: string): Outline {
  if (symbol === '') return outline;
  const around: Scope = { symbol, parent: -1, container: true };
  return {
    ...outline,
    scope: outline.scope.map((scope) => scope + 1),
    scopes: [around, ...outline.scopes.map((scope) => ({ ...scope, parent: scope.parent + 1 }))],
  };
}
