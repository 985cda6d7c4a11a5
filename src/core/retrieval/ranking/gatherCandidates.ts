import type { StoredChunk } from '../../domain.ts';
import type { FolderIndex } from '../../ports/folderIndex.ts';
import type { ScoredId } from '../../ports/searchIndexes.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';

/** A stored chunk that some index found for a question, with that index's raw scores. */
export interface Candidate {
  readonly folder: FolderIndex;
  readonly chunk: StoredChunk;
  /** BM25; 0 if it was not found by its words. */
  readonly lexical: number;
  /** Similarity to the question from 0 (the last that was found, or not found) to 1 (the best). */
  readonly dense: number;
}

/** What the indexes of one folder found for a question. */
export interface Findings {
  readonly folder: FolderIndex;
  readonly lexical: readonly ScoredId[];
  readonly dense: readonly ScoredId[];
}

/** How many chunks are requested from each index of a folder. */
export const searchDepth = 200;

/** How many of the chunks closest in meaning are looked up among those found by words. */
const compared = 10;
/**
 * Agreement, beyond what chance would give, from which meaning is fully trusted. With
 * all-MiniLM-L6-v2, 19 of 20 questions agree more.
 */
const fullTrust = 0.3;
/** Meaning is there for what words miss, so it is never trusted less than half. */
const minTrust = 0.5;

/** Every chunk found by its words or its meaning, without duplicates. */
export async function gatherCandidates(findings: readonly Findings[]): Promise<Candidate[]> {
  const similarity = stretched(findings.flatMap(({ dense }) => dense.map(({ score }) => score)));
  const candidatesOf = async ({ folder, lexical, dense }: Findings): Promise<Candidate[]> => {
    const byWords = new Map(lexical.map(({ id, score }) => [id, score]));
    const byMeaning = new Map(dense.map(({ id, score }) => [id, similarity(score)]));
    const chunks = await folder.chunks([...new Set([...byWords.keys(), ...byMeaning.keys()])]);
    return chunks.map((chunk) => ({
      folder,
      chunk,
      lexical: byWords.get(chunk.id) ?? 0,
      dense: byMeaning.get(chunk.id) ?? 0,
    }));
  };
  return (await Promise.all(findings.map(candidatesOf))).flat();
}

/**
 * The chunk that words and meaning together rank first, before anything else is known of it; null
 * if only one of them finds anything.
 */
export function surestFind(
  candidates: readonly Candidate[],
  weights: Pick<RetrievalWeights, 'lexical' | 'dense'>,
): StoredChunk | null {
  const bestMatch = Math.max(0, ...candidates.map(({ lexical }) => lexical));
  if (bestMatch === 0 || candidates.every(({ dense }) => dense === 0)) return null;
  const scores = candidates.map(
    ({ lexical, dense }) => (weights.lexical * lexical) / bestMatch + weights.dense * dense,
  );
  return candidates[scores.indexOf(Math.max(...scores))]?.chunk ?? null;
}

/**
 * How far the similarities of a question can be trusted, from 0 to 1. An embedder that understands
 * the question finds many of the chunks that its words find. One that does not (another language,
 * gibberish, an unsuitable model) finds arbitrary chunks.
 */
export function trustInMeaning(findings: readonly Findings[]): number {
  const agreements = findings
    .filter(({ lexical, dense }) => lexical.length > 0 && dense.length > 0)
    .map(({ folder, lexical, dense }) => {
      const byWords = new Set(lexical.map(({ id }) => id));
      // If words find only two chunks, no more than two of the nearest can be among them.
      const nearest = dense.slice(0, Math.min(compared, lexical.length));
      const shared = nearest.filter(({ id }) => byWords.has(id)).length / nearest.length;
      const byChance = Math.min(1, lexical.length / Math.max(1, folder.chunkCount));
      return byChance === 1 ? 1 : Math.max(0, (shared - byChance) / (1 - byChance));
    });
  if (agreements.length === 0) return 1;
  const agreement = agreements.reduce((sum, value) => sum + value, 0) / agreements.length;
  return Math.max(minTrust, Math.min(1, agreement / fullTrust));
}

/**
 * Similarities of sentences are close together (all-MiniLM's are between .2 and .7), and only their
 * differences mean something. So the lowest found becomes 0 and the highest 1. A handful of chunks
 * is not a scale; for them, 0 is the lowest possible similarity.
 */
function stretched(scores: readonly number[]): (score: number) => number {
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const lowest =
    scores.length < searchDepth && highest > 0
      ? 0
      : scores.reduce((a, b) => Math.min(a, b), Infinity);
  return highest > lowest ? (score) => Math.max(0, (score - lowest) / (highest - lowest)) : () => 0;
}
