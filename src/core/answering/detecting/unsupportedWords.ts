import type { PieceProbability } from '../../ports/textModels.ts';
import type { TextRange } from '../text/markdownBlocks.ts';

/** Words of a sentence that a detector finds unsupported, as a UTF-16 range of the sentence. */
export interface UnsupportedWords extends TextRange {
  /** That of their least supported piece, .5 to 1. */
  readonly probability: number;
}

/** From here on the label *unsupported* is the likelier of the two. */
const minProbability = 0.5;

/**
 * The words of a sentence whose probability is .5 or more. Neighbours are joined; white space and
 * punctuation around them, which say nothing, are left out.
 * @param pieces in order, as ranges of the sentence.
 */
export function unsupportedWords(
  sentence: string,
  pieces: readonly PieceProbability[],
): readonly UnsupportedWords[] {
  const found: UnsupportedWords[] = [];
  let goesOn = false;
  for (const { start, end, probability } of pieces) {
    const word = /[\p{L}\p{N}`](?:.*(?:[\p{L}\p{N}`%]|\(\)))?/su.exec(sentence.slice(start, end));
    if (word === null) continue;
    if (probability < minProbability) {
      goesOn = false;
      continue;
    }
    const from = start + word.index;
    const last = goesOn ? found.pop() : undefined;
    found.push({
      start: last?.start ?? from,
      end: from + word[0].length,
      probability: Math.max(last?.probability ?? 0, probability),
    });
    goesOn = true;
  }
  return found;
}
