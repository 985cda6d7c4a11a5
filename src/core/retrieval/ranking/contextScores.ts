import type { Candidate } from './gatherCandidates.ts';

/** A file's score is the sum of its best chunks, up to this many. */
const fileDepth = 5;

/**
 * For each candidate, the higher score of the chunks right before and right after it in its file; 0
 * if they are not candidates.
 */
export function neighbourScores(
  candidates: readonly Candidate[],
  scores: readonly number[],
): number[] {
  const byPlace = new Map(
    candidates.map((candidate, index) => [placeOf(candidate, 0), scores[index] ?? 0]),
  );
  return candidates.map((candidate) =>
    Math.max(byPlace.get(placeOf(candidate, -1)) ?? 0, byPlace.get(placeOf(candidate, 1)) ?? 0),
  );
}

/** For each candidate, the summed scores of the best chunks of its file. */
export function fileScores(candidates: readonly Candidate[], scores: readonly number[]): number[] {
  const byFile = new Map<string, number[]>();
  candidates.forEach((candidate, index) => {
    const score = scores[index] ?? 0;
    const known = byFile.get(fileKey(candidate));
    if (known === undefined) byFile.set(fileKey(candidate), [score]);
    else known.push(score);
  });
  const sums = new Map(
    [...byFile].map(([file, all]) => [
      file,
      all
        .sort((a, b) => b - a)
        .slice(0, fileDepth)
        .reduce((sum, score) => sum + score, 0),
    ]),
  );
  return candidates.map((candidate) => sums.get(fileKey(candidate)) ?? 0);
}

/** A unique string for each file of each folder. */
export function fileKey({ folder, chunk }: Candidate): string {
  return `${folder.root}\n${chunk.path}`;
}

function placeOf(candidate: Candidate, offset: number): string {
  return `${fileKey(candidate)}\n${candidate.chunk.ordinal + offset}`;
}
