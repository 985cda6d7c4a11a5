import { parseGlossary } from './glossary.ts';
import { chineseTerms } from './terms/chineseTerms.ts';
import type { Piece, WordReader } from './segment.ts';
import { simplifiedHan } from './simplifiedHan.ts';

const pieceCost = 0.2;
/** A single character is part of many words, so longer words are preferred. */
const characterCost = 0.7;

const entries = parseGlossary(chineseTerms);
const longest = Math.max(...Array.from(entries.keys(), (word) => word.length));

/** Reads runs of Chinese, in simplified or traditional characters: glossary terms. */
export class ChineseReader implements WordReader {
  readonly words = /\p{sc=Han}+/gu;

  piecesAt(word: string, start: number): readonly Piece[] {
    const pieces: Piece[] = [];
    const text = simplifiedHan(word.slice(start, start + longest));
    for (let length = 1; length <= text.length; length++) {
      const english = entries.get(text.slice(0, length));
      if (english !== undefined)
        pieces.push({
          end: start + length,
          cost: length === 1 ? characterCost : pieceCost,
          english,
        });
    }
    return pieces;
  }

  skipCost(): number {
    return 1;
  }
}
