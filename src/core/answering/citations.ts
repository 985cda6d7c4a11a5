import type { Citation } from '../domain.ts';
import { citationMarks, sourcesOf } from './citationMarks.ts';
import { contentTerms } from './contentTerms.ts';
import type { TextRange } from './markdownBlocks.ts';

/** What the model read of a prompt source. Marks name its `number`. */
export interface SeenSource {
  readonly number: number;
  /** As in the prompt, such as `src/app.py:12-30`. */
  readonly label: string;
  readonly text: string;
}

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
 * or none.
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
  return citationMarks(text).flatMap((mark) =>
    sourcesOf(mark, (source) => seen.has(source)).map((marker) => ({
      marker,
      origin: 'model',
      offset: mark.start,
    })),
  );
}

/**
 * @returns a function that names the source for a sentence, or null. A word weighs the more, the
 * fewer of the sources hold it.
 */
function attributor(sources: readonly SeenSource[]): (sentence: string) => number | null {
  const termsBySource = sources.map(({ number, label, text }) => ({
    number,
    terms: contentTerms(`${label}\n${text}`),
  }));
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
