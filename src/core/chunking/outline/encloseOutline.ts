import type { Outline, Scope } from './outline.ts';

/**
 * The outline of a text that stands below the headings `symbol`, such as a cell of a notebook: what
 * has no scope of its own gets that one.
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
