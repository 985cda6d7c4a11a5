import { parseGlossary } from './glossary.ts';
import { Lexicon } from './lexicon.ts';
import { chineseTerms } from './terms/chineseTerms.ts';
import type { Piece, WordReader } from './segment.ts';
import { simplifiedHan } from './simplifiedHan.ts';

const pieceCost = 0.2;
/** A single character is part of many words, so longer words are preferred. */
const characterCost = 0.7;

const lexicon = new Lexicon(() => parseGlossary(chineseTerms));

/** Reads runs of Chinese, in simplified or traditional characters: glossary terms. */
export class ChineseReader implements WordReader {
  readonly words = /\p{sc=Han}+/gu;

  piecesAt(word: string, start: number): readonly Piece[] {
    return lexicon.startingAt(simplifiedHan(word), start).map(({ end, entry: english }) => ({
      end,
      cost: end - start === 1 ? characterCost : pieceCost,
      english,
    }));
  }

  skipCost(): number {
    return 1;
  }
}
