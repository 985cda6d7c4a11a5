import type { HitCopy } from '../../domain.ts';
import type { ChosenCandidate, NearCopy } from '../ranking/diversify.ts';
import type { Passage } from './mergeNeighbours.ts';
import { partOf } from './partOf.ts';

/** The lines of a near copy that differ, and those between them. */
export function variantPassage({ candidate, differs }: NearCopy): Passage {
  const { chunk } = candidate;
  const lines = chunk.text.split('\n');
  // It may only lack lines of the other; then its first line stands for it.
  const first = differs.length === 0 ? 0 : Math.min(...differs);
  const last = Math.max(first, ...differs);
  return {
    best: candidate,
    symbol: chunk.symbol,
    range: partOf(chunk.range, first, last),
    text: lines.slice(first, last + 1).join('\n'),
    firstChunk: chunk.ordinal,
    lastChunk: chunk.ordinal,
    before: null,
    behind: null,
  };
}

/** The near copies of a source that are only listed, each with its place and what differs. */
export function listedCopies({ copies }: ChosenCandidate): HitCopy[] {
  return copies.map(({ candidate: { folder, chunk }, differs }) => {
    const lines = chunk.text.split('\n');
    return {
      root: folder.root,
      path: chunk.path,
      ...(chunk.encoding === undefined ? {} : { encoding: chunk.encoding }),
      range: chunk.range,
      lines: differs.map((index) => ({
        number: chunk.range.startLine + index,
        text: lines[index] ?? '',
      })),
    };
  });
}
