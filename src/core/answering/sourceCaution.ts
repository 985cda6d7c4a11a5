import type { Hit } from '../domain.ts';
import { rangeLabel, sourceLabel } from '../sourceLabel.ts';
import { instructionsToModels } from './instructionsToModels.ts';

/**
 * A warning for the reader before trusting a source: one of its lines, or its name, reads like an
 * instruction to the model, which receives it as text like any other source.
 * @returns null if there is nothing to warn about.
 */
export function sourceCaution(hit: Pick<Hit, 'path' | 'range' | 'text'>): string | null {
  const [first] = instructionsToModels(hit.text);
  const isInName = instructionsToModels(sourceLabel(hit)).length > 0;
  if (first === undefined && !isInName) return null;
  const place = first === undefined ? 'The file name' : lineName(hit.range, first);
  return `${place} reads like an instruction to the model. An answer may have followed it.`;
}

function lineName(range: Hit['range'], line: number): string {
  const name = `Line ${range.startLine + line - 1}`;
  return range.kind === 'lines' ? name : `${name} of ${rangeLabel(range)}`;
}
