import { fileRole } from '../chunking/fileRole.ts';
import { languageOf } from '../chunking/languageOf.ts';
import type { FileRole } from '../domain.ts';

const ranks: Readonly<Record<FileRole, number>> = {
  prose: 1,
  source: 2,
  test: 3,
  data: 4,
  generated: 5,
};

/**
 * Sorts files for indexing: recent ones, docs, code, tests, the rest. Otherwise the order is kept.
 */
export function indexingOrder<T>(
  items: readonly T[],
  pathOf: (item: T) => string,
  recentPaths: readonly string[],
): T[] {
  const recent = new Set(recentPaths);
  const ranked = items.map((item) => {
    const path = pathOf(item);
    return { item, rank: recent.has(path) ? 0 : ranks[fileRole(path, languageOf(path))] };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}
