import type { Hit } from '../domain.ts';
import { rangeLabel, sourceLabel } from '../sourceLabel.ts';
import { instructionsToModels } from './instructionsToModels.ts';
import { wording } from '../texts/wording.ts';
import type { Wording } from '../texts/wording.ts';

/**
 * A warning for the reader before trusting a source: one of its lines, or its name, reads like an
 * instruction to the model, which receives it as text like any other source.
 * @returns null if there is nothing to warn about.
 */
export function sourceCaution(hit: Pick<Hit, 'path' | 'range' | 'text'>): Wording | null {
  const [first] = instructionsToModels(hit.text);
  const isInName = instructionsToModels(sourceLabel(hit)).length > 0;
  if (first === undefined && !isInName) return null;
  if (first === undefined)
    return wording(
      'The file name reads like an instruction to the model. An answer may have followed it.',
    );
  return wording('{line} reads like an instruction to the model. An answer may have followed it.', {
    line: lineName(hit.range, first),
  });
}

function lineName(range: Hit['range'], first: number): Wording {
  const line = range.startLine + first - 1;
  return range.kind === 'lines'
    ? wording('Line {line}', { line })
    : wording('Line {line} of {part}', { line, part: rangeLabel(range) });
}
