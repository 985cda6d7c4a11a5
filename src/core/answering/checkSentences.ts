import type { Citation } from '../domain.ts';
import type { CheckedSentence } from './answer.ts';
import type { SeenSource } from './citations.ts';
import { contentTerms } from './contentTerms.ts';
import { factFinder } from './checkFacts.ts';
import type { TextRange } from './markdownBlocks.ts';
import { sentenceFacts } from './sentenceFacts.ts';

/** The text that bears a sentence out best: its index among the texts, and its cosine. */
export interface TextSupport {
  readonly text: number;
  /** -1 to 1; -1 where there is no embedder. */
  readonly support: number;
}

/** The best of `texts` for each sentence, as the index process finds it. */
export type MeaningCheck = (
  sentences: readonly string[],
  texts: readonly string[],
) => Promise<readonly TextSupport[]>;

/* How these three were found: docs/sentence-checks.md. */
const cosineWeight = 2 / 3;
const leastSupport = 0.29;
/** Without an embedder, words alone decide. */
const leastOverlap = 0.2;

/** A shorter sentence ("Yes.", "It does:") claims too little to be held against anything. */
const leastTerms = 2;
/** About what the embedder reads of one text. */
const linesPerText = 25;

/** Sentences that are held against the same sources. */
interface Group {
  readonly sources: readonly SeenSource[];
  readonly ranges: TextRange[];
}

/** An answer with its sentences, what they cite, and what the model read. */
export interface CitedAnswer {
  readonly text: string;
  readonly sentences: readonly TextRange[];
  readonly citations: readonly Citation[];
  readonly sources: readonly SeenSource[];
  /** Its names and numbers may be repeated without a source. */
  readonly question: string;
}

/**
 * Holds each sentence against the sources it cites, or against all that the model saw where it
 * cites none. It is borne out where the share of its words that stand there and the cosine of its
 * meaning, one third to two thirds, reach .29, and where its code names, numbers and quotations are
 * all in those sources or in the question. Introductions (`... as follows:`) and sentences of
 * fewer than two words that say something are not checked.
 */
export async function checkSentences(
  { text, sentences, citations, sources, question }: CitedAnswer,
  meaning: MeaningCheck,
): Promise<readonly CheckedSentence[]> {
  const groups = new Map<string, Group>();
  for (const range of sentences) {
    if (sources.length === 0 || !claims(text.slice(range.start, range.end))) continue;
    const cited = new Set(
      citations
        .filter(({ offset }) => range.start <= offset && offset <= range.end)
        .map(({ marker }) => marker),
    );
    const held = cited.size === 0 ? sources : sources.filter(({ number }) => cited.has(number));
    const key = held.map(({ number }) => number).join();
    const group = groups.get(key) ?? { sources: held, ranges: [] };
    groups.set(key, group);
    group.ranges.push(range);
  }
  const checked = new Map<TextRange, boolean>();
  for (const group of groups.values())
    await checkGroup({ text, question }, group, meaning, checked);
  return sentences.map((range) => ({ ...range, supported: checked.get(range) ?? null }));
}

function claims(sentence: string): boolean {
  return contentTerms(sentence).size >= leastTerms && !/[:：]\W*$/.test(sentence);
}

/** Small models like to repeat themselves: each different sentence is compared once. */
async function checkGroup(
  { text, question }: Pick<CitedAnswer, 'text' | 'question'>,
  { sources, ranges }: Group,
  meaning: MeaningCheck,
  checked: Map<TextRange, boolean>,
): Promise<void> {
  const sentenceOf = ({ start, end }: TextRange): string => text.slice(start, end);
  const sentences = [...new Set(ranges.map(sentenceOf))];
  const lines = sources.map((source) => source.text).join('\n');
  const held = contentTerms(lines);
  const find = factFinder(`${lines}\n${question}`);
  const best = await meaning(
    sentences,
    sources.flatMap((source) => pieces(source.text)),
  );
  const verdicts = new Map(
    sentences.map((sentence, index) => [
      sentence,
      isBorneOut(shareOf(contentTerms(sentence), held), best[index]?.support ?? -1) &&
        sentenceFacts(sentence).every((fact) => find(fact) !== 'absent'),
    ]),
  );
  for (const range of ranges) checked.set(range, verdicts.get(sentenceOf(range)) ?? false);
}

function isBorneOut(overlap: number, cosine: number): boolean {
  return cosine < 0
    ? overlap >= leastOverlap
    : (1 - cosineWeight) * overlap + cosineWeight * cosine >= leastSupport;
}

function shareOf(terms: ReadonlySet<string>, held: ReadonlySet<string>): number {
  return [...terms].filter((term) => held.has(term)).length / terms.size;
}

function pieces(text: string): readonly string[] {
  const lines = text.split('\n');
  return Array.from({ length: Math.ceil(lines.length / linesPerText) }, (_, i) =>
    lines.slice(i * linesPerText, (i + 1) * linesPerText).join('\n'),
  );
}
