import type { ChunkFilter, ScoredId } from '../../ports/searchIndexes.ts';
import type { FolderIndex } from '../../ports/folderIndex.ts';
import { affordableTerms } from '../question/analyzeQuestion.ts';
import { synonymsOf } from '../question/synonyms.ts';

/** A synonym in more than this share of the chunks says nothing. */
const maxShare = 0.1;
/**
 * Reading the occurrences of all synonyms then takes about 10 ms (FTS5 reads 2,000 per
 * millisecond).
 */
const maxOccurrences = 20_000;

/**
 * Finds chunks by a question's terms and, at a lower weight, by their synonyms. The two are
 * searched separately: repeating a term to give it more weight would double the cost of the search.
 * @param limit maximum number of chunks found by each of the two searches.
 * @param weight of a synonym relative to a term; 0 skips synonyms.
 * @returns chunk ids, best first.
 */
export async function searchWords(
  folder: FolderIndex,
  terms: readonly string[],
  { limit, filter, weight }: { limit: number; filter: ChunkFilter; weight: number },
): Promise<readonly ScoredId[]> {
  const said = await folder.searchLexical(await affordableTerms(terms, folder), limit, filter);
  const others = weight === 0 ? [] : await tellingSynonyms(folder, terms);
  if (others.length === 0) return said;
  const scores = new Map(said.map(({ id, score }) => [id, score]));
  for (const { id, score } of await folder.searchLexical(others, limit, filter))
    scores.set(id, (scores.get(id) ?? 0) + weight * score);
  return Array.from(scores, ([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}

/** The synonyms of a question's terms that occur in a folder and are rare enough, rarest first. */
export async function tellingSynonyms(
  folder: FolderIndex,
  terms: readonly string[],
): Promise<string[]> {
  const synonyms = synonymsOf(terms);
  const counts = await folder.documentFrequencies(synonyms);
  let occurrences = 0;
  return synonyms
    .map((term, index) => ({ term, count: counts[index] ?? 0 }))
    .filter(({ count }) => count > 0 && count <= maxShare * folder.chunkCount)
    .sort((a, b) => a.count - b.count)
    .filter(({ count }) => (occurrences += count) <= maxOccurrences)
    .map(({ term }) => term);
}
