import { gluedCost } from './outline.ts';
import type { Outline } from './outline.ts';

/** The outline of lines in another language, of which `start` is the first, from 0. */
export interface OutlinedBlock {
  readonly start: number;
  readonly outline: Outline;
}

/** After an opening tag: the tag alone says little. */
const costAfterTag = 0.8;

/**
 * The outline of a file in which blocks have outlines of their own. A block is cut off from the
 * rest at its tags, which are the lines before and after it.
 */
export function withBlocks(outline: Outline, blocks: readonly OutlinedBlock[]): Outline {
  if (blocks.length === 0) return outline;
  const borderCost = outline.borderCost.slice();
  const unit = outline.unit.slice();
  const scope = outline.scope.slice();
  const unitParents = [...outline.unitParents];
  const scopes = [...outline.scopes];
  const shifted = (id: number, by: number): number => (id < 0 ? -1 : id + by);
  /** Lines without a unit: what is loose in a block, or between two of them, is one. */
  const join = (from: number, to: number): void => {
    const loose = unitParents.push(-1) - 1;
    for (let row = from; row < to; row++) if (unit[row] === -1) unit[row] = loose;
  };
  let outside = 0;
  for (const { start, outline: inner } of blocks) {
    const [units, names] = [unitParents.length, scopes.length];
    const end = start + inner.unit.length;
    borderCost.set(inner.borderCost, start);
    unit.set(
      inner.unit.map((id) => shifted(id, units)),
      start,
    );
    scope.set(
      inner.scope.map((id) => shifted(id, names)),
      start,
    );
    unitParents.push(...inner.unitParents.map((id) => shifted(id, units)));
    scopes.push(...inner.scopes.map((own) => ({ ...own, parent: shifted(own.parent, names) })));
    if (start > 0) borderCost[start - 1] = 0;
    borderCost[start] = costAfterTag;
    if (end < borderCost.length) borderCost[end] = gluedCost;
    if (end + 1 < borderCost.length) borderCost[end + 1] = 0;
    if (start > 0) unit[start - 1] = -1;
    if (end < unit.length) unit[end] = -1;
    join(outside, start - 1);
    join(start - 1, end + 1);
    outside = end + 1;
  }
  join(outside, unit.length);
  return { borderCost, unit, unitParents, scope, scopes };
}
