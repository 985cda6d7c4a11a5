import type { Equivalents } from './glossary.ts';
import { parseGlossary } from './glossary.ts';
import { Lexicon } from './lexicon.ts';
import { koreanTerms } from './terms/koreanTerms.ts';
import { isParticle, followsNoun, followsStem, stemForms } from './koreanForms.ts';
import { loanedPiece } from './loanedPiece.ts';
import type { Piece, WordReader } from './segment.ts';
import type { SoundTable } from './soundTable.ts';

const pieceCost = 0.2;
/** A single syllable is part of many words. */
const syllableCost = 0.5;
const endingCost = 0.1;
/** Cost of a word that is only particles, so that a verb is preferred (`만든`). */
const particlesCost = 0.35;
const minLoanSyllables = 2;
const maxLoanSyllables = 9;

interface Entry {
  readonly english: Equivalents;
  readonly verb: boolean;
}

const lexicon = new Lexicon(() => {
  const entries = new Map<string, Entry>();
  for (const [word, english] of parseGlossary(koreanTerms))
    if (word.endsWith('다') && word.length > 1)
      for (const form of stemForms(word)) {
        if (!entries.has(form)) entries.set(form, { english, verb: true });
      }
    else entries.set(word, { english, verb: false });
  return entries;
});

/** Reads Korean words, without endings: glossary terms and words borrowed from English. */
export class KoreanReader implements WordReader {
  readonly words = /\p{sc=Hangul}+/gu;
  readonly #sounds: readonly SoundTable[];

  /** @param sounds of each folder searched. */
  constructor(sounds: readonly SoundTable[]) {
    this.#sounds = sounds;
  }

  piecesAt(word: string, start: number): readonly Piece[] {
    const particles =
      start === 0 && isParticle(word)
        ? [{ end: word.length, cost: particlesCost, english: [] }]
        : [];
    return [...particles, ...knownPieces(word, start), ...this.#loanedPieces(word, start)];
  }

  skipCost(): number {
    return 1;
  }

  #loanedPieces(word: string, start: number): Piece[] {
    const pieces: Piece[] = [];
    const last = Math.min(word.length, start + maxLoanSyllables);
    for (let end = start + minLoanSyllables; end <= last; end++) {
      const ends = followsNoun(word.slice(end));
      if (!ends && start > 0) continue;
      const piece = loanedPiece(this.#sounds, word.slice(start, end), end);
      if (piece === null) continue;
      pieces.push(piece);
      if (ends) pieces.push({ ...piece, end: word.length, cost: piece.cost + endingCost });
    }
    return pieces;
  }
}

function knownPieces(word: string, start: number): Piece[] {
  const pieces: Piece[] = [];
  for (const { end, entry } of lexicon.startingAt(word, start)) {
    const rest = word.slice(end);
    const ends = entry.verb ? followsStem(rest) : followsNoun(rest);
    const alone = end - start === 1;
    if (alone && (!ends || (entry.verb && start > 0))) continue;
    const cost = alone ? syllableCost : pieceCost;
    if (!entry.verb) pieces.push({ end, cost, english: entry.english });
    if (ends) pieces.push({ end: word.length, cost: cost + endingCost, english: entry.english });
  }
  return pieces;
}
