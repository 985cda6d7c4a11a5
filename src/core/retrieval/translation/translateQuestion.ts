import type { Equivalents } from './glossary.ts';
import { readWord } from './segment.ts';
import type { WordReader } from './segment.ts';

/** What of a question is understood in English. */
export interface Translation {
  /** The question with its words in English, the likeliest equivalent each, in its own order. */
  readonly gloss: string;
  /** What each understood piece may stand for, in order; stop words are left out. */
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
