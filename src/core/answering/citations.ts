import type { Citation } from '../domain.ts';
import { citationMarks, sourcesOf } from './text/citationMarks.ts';
import type { CitationMark } from './text/citationMarks.ts';
import { factFinder } from './checkFacts.ts';
import { contentTerms } from './text/contentTerms.ts';
import { declaredNames } from './declaredNames.ts';
import type { TextRange } from './text/markdownBlocks.ts';
import { lineFinder } from './narrowCitation.ts';
import { sentenceFacts } from './sentenceFacts.ts';
import type { SentenceFact } from './sentenceFacts.ts';

/** What the model read of a prompt source. Marks name its `number`. */
export interface SeenSource {
  readonly number: number;
  /** As in the prompt, for example `src/app.py:12-30`. */
  readonly label: string;
  readonly text: string;
  /** The line of its file, page or cell where the text begins; omitted: 1. */
  readonly firstLine?: number;
}

/**
 * Minimum share of a sentence's words, weighted by rarity, that a source must contain for the
 * sentence to be attributed to it (docs/sentence-checks.md).
 */
const minShare = 0.4;
/** One shared word may be a coincidence. */
const minWords = 2;

/**
 * The sources that the text cites, in text order. They come from the marks that the model wrote, if
 * it saw that source. A sentence without a mark gets the source that shares most of its rare words,
 * if any. Each is narrowed to the lines that support its sentence.
 * @param sentences as `splitSentences` returns them.
 */
export function citeSources(
  text: string,
  sentences: readonly TextRange[],
  sources: readonly SeenSource[],
): readonly Citation[] {
  const marks = writtenMarks(text, sources);
  const unmarked = sentences.filter(
    ({ start, end }) => !marks.some(({ offset }) => start <= offset && offset < end),
  );
  const attribute = attributor(sources);
  const attributed = unmarked.flatMap(({ start, end }): readonly Citation[] => {
    return attribute(text.slice(start, end)).map((marker) => ({
      marker,
      origin: 'attributed',
      offset: end,
    }));
  });
  const narrow = narrower(text, sentences, sources);
  return [...marks, ...attributed].sort((a, b) => a.offset - b.offset).map(narrow);
}

/** @returns a function that adds to a citation the lines that support its sentence. */
function narrower(
  text: string,
  sentences: readonly TextRange[],
  sources: readonly SeenSource[],
): (citation: Citation) => Citation {
  const finders = new Map(
    sources.map((source) => [source.number, lineFinder(source.text.split('\n'))]),
  );
  return (citation) => {
    const { marker, offset, quote } = citation;
    if (quote !== undefined) return citation;
    const sentence = sentences.find(({ start, end }) => start <= offset && offset <= end);
    if (sentence === undefined) return citation;
    const lines = finders.get(marker)?.(text.slice(sentence.start, sentence.end)) ?? null;
    return lines === null ? citation : { ...citation, lines };
  };
}

function writtenMarks(text: string, seen: readonly SeenSource[]): readonly Citation[] {
  const known = new Map(seen.map((source) => [source.number, source]));
  return citationMarks(text).flatMap((mark) =>
    sourcesOf(mark, (source) => known.has(source)).map((marker): Citation => ({
      marker,
      origin: 'model',
      offset: mark.start,
      ...quotation(known.get(marker), mark),
    })),
  );
}

/** The lines that a mark quotes, word for word; nothing if the source does not have all of them. */
function quotation(
  source: SeenSource | undefined,
  { lines }: CitationMark,
): Pick<Citation, 'lines' | 'quote'> {
  if (lines === undefined || source === undefined) return {};
  const all = source.text.split('\n');
  const { firstLine = 1 } = source;
  const first = lines.first - firstLine + 1;
  const last = lines.last - firstLine + 1;
  return first < 1 || first > last || last > all.length
    ? {}
    : { lines: { first, last }, quote: all.slice(first - 1, last).join('\n') };
}

/**
 * @returns a function that names the source of a sentence, and a second source if it contains code
 * names, numbers or quotations that the first lacks, or else a code name that the second declares
 * and the first only mentions. It names none if they share too few of the sentence's words. The
 * fewer sources contain a word, the more it weighs.
 */
function attributor(sources: readonly SeenSource[]): (sentence: string) => readonly number[] {
  const known = sources.map(({ number, label, text }) => ({
    number,
    terms: contentTerms(`${label}\n${text}`),
    place: factFinder(text, label),
    declares: declaredNames(text),
  }));
  const weight = (term: string): number => {
    const holders = known.filter(({ terms }) => terms.has(term)).length;
    return Math.log(1 + sources.length / Math.max(1, holders));
  };
  return (sentence) => {
    const words = [...contentTerms(sentence)].map((term) => ({ term, weight: weight(term) }));
    const sharedBy = (some: readonly KnownSource[]): readonly Word[] =>
      words.filter(({ term }) => some.some(({ terms }) => terms.has(term)));
    const facts = sentenceFacts(sentence);
    const first = highestScored(known, (source) => sum(sharedBy([source])));
    if (first === null) return [];
    const missing = facts.filter((fact) => first.place(fact) === 'absent');
    const elsewhere = facts.filter((fact) => !isDeclaredIn(fact, first));
    const second =
      highestScored(known, (source) => held(missing, source)) ??
      highestScored(
        known,
        (source) => elsewhere.filter((fact) => isDeclaredIn(fact, source)).length,
      );
    const cited = second === null ? [first] : [first, second];
    const shared = sharedBy(cited);
    return shared.length >= minWords && sum(shared) >= minShare * sum(words)
      ? cited.map(({ number }) => number)
      : [];
  };
}

interface KnownSource {
  readonly number: number;
  readonly terms: ReadonlySet<string>;
  readonly place: ReturnType<typeof factFinder>;
  readonly declares: ReadonlySet<string>;
}

interface Word {
  readonly term: string;
  readonly weight: number;
}

/** How many of the facts a source contains. */
function held(facts: readonly SentenceFact[], { place }: KnownSource): number {
  return facts.filter((fact) => place(fact) !== 'absent').length;
}

/** Whether a source is about a code name of the sentence, rather than only mentioning it. */
function isDeclaredIn({ kind, text }: SentenceFact, { declares }: KnownSource): boolean {
  if (kind !== 'span' && kind !== 'name') return false;
  const own =
    text
      .replace(/\(.*$/su, '')
      .split(/\.|::|->/)
      .at(-1) ?? '';
  return declares.has(own.toLowerCase());
}

/** The first source with the highest score; null if all are 0. */
function highestScored(
  sources: readonly KnownSource[],
  measure: (source: KnownSource) => number,
): KnownSource | null {
  let best: { readonly source: KnownSource; readonly value: number } | null = null;
  for (const source of sources) {
    const value = measure(source);
    if (value > (best?.value ?? 0)) best = { source, value };
  }
  return best?.source ?? null;
}

function sum(words: readonly Word[]): number {
  return words.reduce((total, { weight }) => total + weight, 0);
}
