import type { StoredChunk } from '../model.ts';
import type { FolderIndex, ScoredId } from '../ports.ts';

/** A chunk that some index found. */
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

/** Every chunk that was found by its words or its meaning, each once. */
export function gatherCandidates(findings: readonly Findings[]): Candidate[] {
  const similarity = stretched(findings.flatMap(({ dense }) => dense.map(({ score }) => score)));
  return findings.flatMap(({ folder, lexical, dense }) => {
    const byWords = new Map(lexical.map(({ id, score }) => [id, score]));
    const byMeaning = new Map(dense.map(({ id, score }) => [id, similarity(score)]));
    const chunks = folder.chunks([...new Set([...byWords.keys(), ...byMeaning.keys()])]);
    return chunks.map((chunk) => ({ folder, chunk, lexical: byWords.get(chunk.id) ?? 0, dense: byMeaning.get(chunk.id) ?? 0 }));
  });
}

/**
 * Similarities of sentences lie close together (all-MiniLM's between .2 and .7), and only their differences tell: the lowest that was found becomes 0, the
 * highest 1. A handful of chunks is no scale; there the lowest possible is no similarity at all.
 */
function stretched(scores: readonly number[]): (score: number) => number {
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const lowest = scores.length < searchDepth ? Math.min(0, highest) : scores.reduce((a, b) => Math.min(a, b), Infinity);
  return highest > lowest ? (score) => Math.max(0, (score - lowest) / (highest - lowest)) : () => 0;
}
