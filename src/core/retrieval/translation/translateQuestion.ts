import type { Equivalents } from './glossary.ts';
import { readWord } from './segment.ts';
import type { WordReader } from './segment.ts';

/** The parts of a question that are understood, in English. */
export interface Translation {
  /**
   * The question with its words in English, in the original order; each word as its most likely
   * equivalent.
   */
  readonly gloss: string;
  /** What each understood piece may mean, in order; stop words are omitted. */
  readonly pieces: readonly Equivalents[];
  /** Words that are not understood, as written. */
  readonly unknown: readonly string[];
}

export function translateQuestion(text: string, reader: WordReader): Translation {
  const pieces: Equivalents[] = [];
  const unknown: string[] = [];
  const gloss = text.replace(reader.words, (word) => {
    const { english, understood } = readWord(word, reader);
    if (!understood) unknown.push(word);
    const said = english.filter((equivalents) => equivalents.length > 0);
    pieces.push(...said);
    return ` ${said.map(([likeliest]) => likeliest ?? '').join(' ')} `;
  });
  return { gloss: gloss.replace(/\s+/g, ' ').trim(), pieces, unknown };
}
