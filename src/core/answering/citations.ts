import type { Citation } from '../domain.ts';
import { contentTerms } from './contentTerms.ts';
import { codeSpans, proseBlocks } from './markdownBlocks.ts';
import type { TextRange } from './markdownBlocks.ts';

/** What the model read of a prompt source: label and lines as one text. Marks name its `number`. */
export interface SeenSource {
  readonly number: number;
  readonly text: string;
}

/** `[1]` and `[1, 2]`, but not the text of a link. */
const mark = /\[(\d{1,3}(?:[ \t]*,[ \t]*\d{1,3})*)\](?!\()/g;

/**
 * Least share of a sentence's words, weighted by rarity, that the source it is attributed to must
 * hold (docs/sentence-checks.md).
 */
const leastShare = 0.4;
/** One word in common may be chance. */
const leastWords = 2;

/**
 * Which sources the text cites, in the order of the text: the marks that the model wrote, where it
 * saw that source; and for each sentence without one the source that shares most of its rare words,
 * or none. Marks in code are code.
 * @param sentences as `splitSentences` gives them.
 */
export function citeSources(
  text: string,
  sentences: readonly TextRange[],
  sources: readonly SeenSource[],
): readonly Citation[] {
  const marks = writtenMarks(text, new Set(sources.map(({ number }) => number)));
  const unmarked = sentences.filter(
    ({ start, end }) => !marks.some(({ offset }) => start <= offset && offset < end),
  );
  const attribute = attributor(sources);
  const attributed = unmarked.flatMap(({ start, end }): readonly Citation[] => {
    const marker = attribute(text.slice(start, end));
    return marker === null ? [] : [{ marker, origin: 'attributed', offset: end }];
  });
  return [...marks, ...attributed].sort((a, b) => a.offset - b.offset);
}

function writtenMarks(text: string, seen: ReadonlySet<number>): readonly Citation[] {
  return proseBlocks(text).flatMap((block) => {
    const code = codeSpans(text, block);
    return Array.from(text.slice(block.start, block.end).matchAll(mark)).flatMap(
      ({ index, 1: numbers = '' }): readonly Citation[] => {
        const offset = block.start + index;
        if (code.some(({ start, end }) => start <= offset && offset < end)) return [];
        return numbers
          .split(',')
          .map(Number)
          .filter((marker) => seen.has(marker))
          .map((marker) => ({ marker, origin: 'model', offset }));
      },
    );
  });
}

/**
 * @returns a function that names the source for a sentence, or null. A word weighs the more, the
 * fewer of the sources hold it.
 */
function attributor(sources: readonly SeenSource[]): (sentence: string) => number | null {
  const termsBySource = sources.map(({ number, text }) => ({ number, terms: contentTerms(text) }));
  const weight = (term: string): number => {
    const holders = termsBySource.filter(({ terms }) => terms.has(term)).length;
    return Math.log(1 + sources.length / Math.max(1, holders));
  };
  return (sentence) => {
    const words = [...contentTerms(sentence)].map((term) => ({ term, weight: weight(term) }));
    const whole = sum(words);
    let best: { number: number; share: number } | undefined;
    for (const { number, terms } of termsBySource) {
      const shared = words.filter(({ term }) => terms.has(term));
      const share = sum(shared) / whole;
      if (shared.length >= leastWords && share >= leastShare && share > (best?.share ?? 0))
        best = { number, share };
    }
    return best?.number ?? null;
  };
}

function sum(words: readonly { weight: number }[]): number {
  return words.reduce((total, { weight }) => total + weight, 0);
}
