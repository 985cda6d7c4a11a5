import type { Piece } from './segment.ts';
import { termsLike } from './soundTable.ts';
import type { SoundTable } from './soundTable.ts';

/**
 * A glossary word is preferred to a loanword, the more so the less the loanword sounds like a term.
 */
const loanCost = 0.7;
const distanceCost = 3;

/** A piece of a word, up to `end`, that sounds like terms of the folders; null if no term does. */
export function loanedPiece(
  sounds: readonly SoundTable[],
  written: string,
  end: number,
): Piece | null {
  const readings = termsLike(sounds, written);
  const [nearest] = readings;
  return nearest === undefined
    ? null
    : {
        end,
        cost: loanCost + distanceCost * nearest.distance,
        english: readings.map(({ term }) => term),
      };
}
