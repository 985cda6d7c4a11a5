import type { Hit } from '../../domain.ts';
import type { Cancellation } from '../../ports/cancellation.ts';
import type { FolderIndex, IndexedFolder } from '../../ports/folderIndex.ts';
import type { ScoredId } from '../../ports/searchIndexes.ts';
import { Failure } from '../../errors.ts';
import { knownItems } from './knownItems.ts';
import type { TermWeights } from '../presenting/rankLines.ts';

const everything = { paths: [], languages: [] };

/**
 * How many chunks are sampled for known items, how many known items are enough, and the minimum
 * needed.
 */
const sampled = 600;
const enoughItems = 60;
const minItems = 20;
/**
 * The threshold for a folder with fewer known items. Measured with all-MiniLM-L6-v2 on runs of 4 to
 * 60 chunks: questions about bread, trains or football are less similar than this in 49 of 50
 * cases, and the folder's own sentences are more similar in 49 of 50.
 */
const unmeasuredThreshold = 0.2;
/** Number of words in a made-up question, about as many as people type. */
const shuffledWords = 8;

/**
 * In 9 of 10 cases, a random mix of the index's own words is still closer to it than this. A
 * question that is further away is about something else.
 */
const shuffledQuantile = 0.1;
/** At most one real question in 50 may be turned away. */
const knownQuantile = 0.02;

/**
 * If at least this share of a question's weight occurs literally, its words answer it, however
 * distant its meaning seems (`E1101`).
 */
const saidLiterally = 0.6;
/**
 * The words of a translation count as said only from this share of the threshold on: a question
 * about bread may be left with one word that sounds like `getter`.
 */
const translatedShare = 0.8;
/**
 * The bar for a question whose words occur nowhere, as a share of the threshold: gibberish is
 * closer to some source than half of the shuffled questions are.
 */
const unknownWords = 1.25;
/**
 * The bar for a question in words that the folders use all the time, as a share of the threshold,
 * and the mean weights of a question's words (`weighTerms`; 1 for an unknown word) up to which it
 * is that low, and from which it is the threshold. A question about something else is mostly made
 * of rare and unknown words.
 */
const everydayWords = { bar: 0.8, upTo: 0.6, from: 0.75 };
/**
 * Without an embedder, a question is turned away only if next to nothing of it occurs in any
 * source.
 */
const saidHardly = 0.1;

/**
 * The similarity of the best chunk below which a question has no answer in this folder. Measured
 * with questions taken from its own chunks, and with their words shuffled into meaningless
 * questions.
 * @returns a fixed, low threshold if the folder has too few comments and too little prose.
 * @throws Failure `cancelled`.
 */
export async function calibrateRelevance(
  folder: IndexedFolder,
  embed: (text: string) => Promise<Float32Array>,
  cancellation: Cancellation,
): Promise<number> {
  const chunks = await folder.read((index) => index.sampleChunks(sampled));
  const known = knownItems(chunks, enoughItems).map(({ question }) => question);
  if (known.length < minItems) return unmeasuredThreshold;
  const words = known.flatMap((question) => question.split(' '));
  const stride = Math.max(1, Math.floor(words.length / shuffledWords));
  const shuffled = known.map((_, index) =>
    Array.from(
      { length: shuffledWords },
      (_word, place) => words[(index * 7 + place * stride) % words.length],
    ).join(' '),
  );
  const similarities = async (questions: readonly string[]): Promise<number[]> => {
    const found: number[] = [];
    for (const question of questions) {
      if (cancellation.aborted)
        throw new Failure('cancelled', 'Measuring what is relevant was stopped.');
      const vector = await embed(question);
      const best = await folder.read((index) => index.searchDense(vector, 1, everything));
      found.push(...best.map(({ score }) => score));
    }
    return found.sort((a, b) => a - b);
  };
  const [far, near] = [
    quantile(await similarities(shuffled), shuffledQuantile),
    quantile(await similarities(known), knownQuantile),
  ];
  return far === null || near === null ? unmeasuredThreshold : Math.min(far, near);
}

/**
 * Whether no hit is likely to contain an answer. Decided by meaning, if it was searched and the
 * threshold is known, and by words that leave no doubt.
 * @param dense what each searched folder's vector index found; empty lists if meaning was not
 * searched.
 * @param asked `terms`: weights of all of the question's terms; terms that occur nowhere have 0.
 * `isTranslated`: whether the terms are English words for others that the question says.
 */
export function isNothingRelevant(
  hits: readonly Hit[],
  folders: readonly FolderIndex[],
  dense: readonly (readonly ScoredId[])[],
  { terms, isTranslated }: { readonly terms: TermWeights; readonly isTranslated: boolean },
): boolean {
  if (hits.length === 0) return true;
  const said = literalShare(hits, terms);
  const byMeaning = folders.map((folder, index) => ({
    threshold: folder.relevanceThreshold,
    best: dense[index]?.[0]?.score,
  }));
  if (byMeaning.every(({ best }) => best === undefined)) return said < saidHardly;
  const bar = isTranslated ? Math.max(1, barFor(terms)) : barFor(terms);
  const saysSo =
    said >= saidLiterally &&
    (!isTranslated ||
      byMeaning.some(
        ({ threshold, best }) => (best ?? -Infinity) >= translatedShare * (threshold ?? 0),
      ));
  return (
    !saysSo &&
    byMeaning.every(
      ({ threshold, best }) =>
        threshold !== null && (best ?? -Infinity) < threshold + (bar - 1) * Math.abs(threshold),
    )
  );
}

/** The similarity that a question in these words must reach, as a share of the threshold. */
function barFor(terms: TermWeights): number {
  if ([...terms.values()].every((weight) => weight === 0)) return unknownWords;
  const { bar, upTo, from } = everydayWords;
  const rarity = totalWeight(terms) / terms.size;
  return Math.min(1, bar + (Math.max(0, rarity - upTo) / (from - upTo)) * (1 - bar));
}

/** Terms that occur nowhere weigh most. */
function totalWeight(terms: TermWeights): number {
  return [...terms.values()].reduce((sum, weight) => sum + (weight || 1), 0);
}

/** The highest share of the question's weight that occurs in one of the first hits. */
function literalShare(hits: readonly Hit[], terms: TermWeights): number {
  const weight = (term: string): number => terms.get(term) || 1;
  const total = totalWeight(terms);
  const shares = hits
    .slice(0, 5)
    .map(
      ({ breakdown }) =>
        breakdown.matchedWords.reduce((sum, term) => sum + weight(term), 0) / total,
    );
  return total === 0 ? 0 : Math.max(...shares);
}

/** @param sorted ascending. */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.floor(share * sorted.length)] ?? null;
}
