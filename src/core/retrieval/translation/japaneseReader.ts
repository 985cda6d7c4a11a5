import type { Equivalents } from './glossary.ts';
import { parseGlossary } from './glossary.ts';
import { Lexicon } from './lexicon.ts';
import { japaneseTerms } from './terms/japaneseTerms.ts';
import { loanedPiece } from './loanedPiece.ts';
import type { Piece, WordReader } from './segment.ts';
import type { SoundTable } from './soundTable.ts';

const pieceCost = 0.2;
const singleHanCost = 0.7;
const minLoanCharacters = 2;
const maxLoanCharacters = 14;
/** Hiragana between words are particles and endings. */
const skipped = { hiragana: 0.1, other: 1 };

interface Entry {
  readonly english: Equivalents;
  readonly inflected: boolean;
}

/** The part of a verb or adjective that all its forms begin with. */
const inflected = /^(.*\p{sc=Han}\p{sc=Hiragana}*|\p{sc=Hiragana}{2,})[うくぐすつぬぶむるい]$/u;

const lexicon = new Lexicon(() => {
  const entries = new Map<string, Entry>();
  for (const [word, english] of parseGlossary(japaneseTerms)) {
    const stem = inflected.exec(word)?.[1];
    entries.set(word, { english, inflected: false });
    if (stem !== undefined && english.length > 0 && !entries.has(stem))
      entries.set(stem, { english, inflected: true });
  }
  return entries;
});

/** Reads runs of Japanese: glossary terms, and katakana words borrowed from English. */
export class JapaneseReader implements WordReader {
  readonly words = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+/gu;
  readonly #sounds: readonly SoundTable[];

  /** @param sounds of each folder searched. */
  constructor(sounds: readonly SoundTable[]) {
    this.#sounds = sounds;
  }

  piecesAt(word: string, start: number): readonly Piece[] {
    return [...knownPieces(word, start), ...this.#loanedPieces(word, start)];
  }

  skipCost(character: string): number {
    return isHiragana(character) ? skipped.hiragana : skipped.other;
  }

  /** A run of katakana, its beginning or its end. */
  #loanedPieces(word: string, start: number): Piece[] {
    if (!isKatakana(word.charAt(start))) return [];
    const begins = !isKatakana(word.charAt(start - 1));
    const pieces: Piece[] = [];
    const last = Math.min(word.length, start + maxLoanCharacters);
    for (let end = start + 1; end <= last && isKatakana(word.charAt(end - 1)); end++) {
      if (end - start < minLoanCharacters || !(begins || !isKatakana(word.charAt(end)))) continue;
      const piece = loanedPiece(this.#sounds, word.slice(start, end), end);
      if (piece !== null) pieces.push(piece);
    }
    return pieces;
  }
}

function knownPieces(word: string, start: number): Piece[] {
  const pieces: Piece[] = [];
  for (const { end, entry } of lexicon.startingAt(word, start)) {
    const single = end - start === 1;
    if (single && !standsAlone(word, start, entry.inflected)) continue;
    pieces.push({ end, cost: single ? singleHanCost : pieceCost, english: entry.english });
  }
  return pieces;
}

/**
 * A single character is a word only if no other of its script follows; a verb's, only by itself.
 */
function standsAlone(word: string, start: number, isVerb: boolean): boolean {
  const [before, after] = [word.charAt(start - 1), word.charAt(start + 1)];
  if (isVerb) return isHiragana(after) && !isHan(before);
  return !isHan(after);
}

function isHan(character: string): boolean {
  return /^\p{sc=Han}/u.test(character);
}

function isHiragana(character: string): boolean {
  return /^\p{sc=Hiragana}/u.test(character);
}

function isKatakana(character: string): boolean {
  return /^[\p{sc=Katakana}ー]/u.test(character);
}
