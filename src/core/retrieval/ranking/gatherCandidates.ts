import type { StoredChunk } from '../../domain.ts';
import type { FolderIndex, ScoredId } from '../../ports.ts';

/** A stored chunk that some index found for a question, with that index's raw scores. */
export interface Candidate {
  readonly folder: FolderIndex;
  readonly chunk: StoredChunk;
  /** BM25; 0 where the words were not found. */
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

/** How many chunks each index of a folder is asked for. */
export const searchDepth = 200;

/** So many of the chunks nearest in meaning are looked for among those found by words. */
const compared = 10;
/**
 * From this agreement on, beyond what chance would give, meaning is trusted in full. With
 * all-MiniLM-L6-v2 nineteen of twenty questions agree more.
 */
const fullTrust = 0.3;
/** Meaning is for what words miss, so it is never trusted less than half. */
const leastTrust = 0.5;

/** Every chunk that was found by its words or its meaning, each once. */
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
 * The chunk that words and meaning both find first; null where they find different ones, or only
 * one of them finds anything.
 */
export function surestFind(candidates: readonly Candidate[]): StoredChunk | null {
  const byWords = first(candidates, ({ lexical }) => lexical);
  return byWords !== null && byWords === first(candidates, ({ dense }) => dense)
    ? byWords.chunk
    : null;
}

function first(
  candidates: readonly Candidate[],
  score: (candidate: Candidate) => number,
): Candidate | null {
  const best = candidates.reduce((highest, candidate) => Math.max(highest, score(candidate)), 0);
  return best === 0 ? null : (candidates.find((candidate) => score(candidate) === best) ?? null);
}

/**
 * How far the similarities of a question can be trusted, from 0 to 1: an embedder that understands
 * the question finds much of what its words find, one that does not (another language, gibberish, a
 * model that does not fit) finds anything.
 */
export function trustInMeaning(findings: readonly Findings[]): number {
  const agreements = findings
    .filter(({ lexical, dense }) => lexical.length > 0 && dense.length > 0)
    .map(({ folder, lexical, dense }) => {
      const byWords = new Set(lexical.map(({ id }) => id));
      const nearest = dense.slice(0, compared);
      const shared = nearest.filter(({ id }) => byWords.has(id)).length / nearest.length;
      const byChance = Math.min(1, lexical.length / Math.max(1, folder.chunkCount));
      return byChance === 1 ? 1 : Math.max(0, (shared - byChance) / (1 - byChance));
    });
  if (agreements.length === 0) return 1;
  const agreement = agreements.reduce((sum, value) => sum + value, 0) / agreements.length;
  return Math.max(leastTrust, Math.min(1, agreement / fullTrust));
}

/**
 * Similarities of sentences lie close together (all-MiniLM's between .2 and .7), and only their
 * differences tell: the lowest that was found becomes 0, the highest 1. A handful of chunks is no
 * scale; there the lowest possible is no similarity at all.
 */
function stretched(scores: readonly number[]): (score: number) => number {
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const lowest =
    scores.length < searchDepth && highest > 0
      ? 0
      : scores.reduce((a, b) => Math.min(a, b), Infinity);
  return highest > lowest ? (score) => Math.max(0, (score - lowest) / (highest - lowest)) : () => 0;
}
