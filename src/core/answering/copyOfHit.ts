import type { Hit } from '../domain.ts';

/**
 * A near copy of a hit, to be opened.
 * @param index among the copies that the hit lists.
 * @returns null if there is none.
 */
export function copyOfHit(hit: Hit, index: number): Hit | null {
  const copy = hit.copies?.[index];
  if (copy === undefined) return null;
  const { root, path, range, encoding } = copy;
  const { language, text, symbol, score, breakdown, bestLines } = hit;
  return {
    ...{ root, path, range, language, text, symbol, score, breakdown, bestLines },
    ...(encoding === undefined ? {} : { encoding }),
  };
}
