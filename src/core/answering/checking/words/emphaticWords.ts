import type { TextRange } from '../../text/markdownBlocks.ts';
import type { HeldLines } from '../heldLines.ts';
import { proseOf } from './sentenceWords.ts';

/** Words that allow no exception, and the wordings in the lines that support them. */
const absolute: readonly (readonly [said: RegExp, held: RegExp])[] = [
  [
    /\bnever\b/gi,
    /\b(?:never|must not|mustn't|not ever|without|cannot|can't|fatal|forbid\w*|return false)\b/i,
  ],
  [/\balways\b/gi, /\b(?:always|must|every|all)\b/i],
  [/\bsilently\b/gi, /\b(?:silent\w*|quiet\w*|ignor\w*|suppress\w*)\b/i],
  [
    /\b(?:in (?:every|all|any) cases?|no matter|regardless|whatever|whether or not)\b/gi,
    /\b(?:always|regardless|no matter|any|whatever|whether|every)\b/i,
  ],
];
const universal: readonly (readonly [said: RegExp, held: RegExp])[] = [
  [/\b(?:every|everything|everybody)\b/gi, /\b(?:every|each|all|for|any)\w*\b/i],
  [/\bexactly\b/gi, /\b(?:exact\w*|equal\w*|only|single)\b|===?/i],
  [/\b(?:entirely|completely|fully)\b/gi, /\b(?:entire\w*|complete\w*|full\w*|all)\b/i],
];

/** Absolute words (`never`, `always`) in the sentence that nothing in the lines supports. */
export function absoluteWords(sentence: string, { text }: HeldLines): readonly TextRange[] {
  return unheld(absolute, sentence, text);
}

/** Universal words (`every`, `exactly`) in the sentence that nothing in the lines supports. */
export function universalWords(sentence: string, { text }: HeldLines): readonly TextRange[] {
  return unheld(universal, sentence, text);
}

function unheld(
  words: readonly (readonly [RegExp, RegExp])[],
  sentence: string,
  text: string,
): readonly TextRange[] {
  const prose = proseOf(sentence);
  return words.flatMap(([said, held]) =>
    held.test(text)
      ? []
      : Array.from(prose.matchAll(said), ({ 0: word, index }) => ({
          start: index,
          end: index + word.length,
        })),
  );
}
