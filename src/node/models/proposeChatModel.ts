import { reserveBytes } from '../llama/tuning/llamaMemory.ts';
import type { CatalogModel } from './catalogModel.ts';

/** Larger ones write less than two words a second on most processors. */
const maxParameters = 7.5e9;

/**
 * The chat model to propose: the largest of 1 to 7 billion parameters that fits into the free
 * memory, the first of equals. If none fits, the smallest.
 * @param memoryOf bytes that a model needs.
 */
export function proposeChatModel(
  catalog: readonly CatalogModel[],
  memoryOf: (model: CatalogModel) => number,
  freeBytes: number,
): CatalogModel {
  const largestFirst = catalog
    .filter(({ kind, parameters }) => kind === 'chat' && parameters <= maxParameters)
    .sort((a, b) => b.parameters - a.parameters);
  const fitting = largestFirst.find((model) => memoryOf(model) + reserveBytes <= freeBytes);
  const proposed = fitting ?? largestFirst.at(-1);
  if (proposed === undefined) throw new Error('The catalog has no chat model.');
  return proposed;
}
