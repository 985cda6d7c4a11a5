import type { Citation } from '../domain.ts';
import type { CheckedSentence } from './answer.ts';
import { claims } from './checking/claims.ts';
import { continues } from './checking/continues.ts';
import { HeldLines } from './checking/heldLines.ts';
import { judgeSentence } from './checking/judgeSentence.ts';
import type { Judgement } from './checking/judgeSentence.ts';
import type { SeenSource } from './citations.ts';
import type { TextRange } from './text/markdownBlocks.ts';

/** The text that is closest to a sentence in meaning: its index among the texts, and its cosine. */
export interface TextSupport {
  readonly text: number;
  /** -1 to 1; -1 if there is no embedder. */
  readonly support: number;
}

/** Finds the best of `texts` for each sentence. The index process does this. */
export type MeaningCheck = (
  sentences: readonly string[],
  texts: readonly string[],
) => Promise<readonly TextSupport[]>;

/** Roughly how much of a text the embedder reads. */
const linesPerText = 25;

/** Sentences that are checked against the same sources. */
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
 * Checks each sentence that makes a claim against the sources it cites, or against everything the
 * model saw if it cites none. A sentence that continues the one before it ("The first one ...") may
 * also rely on the sources of that one. docs/sentence-checks.md describes the signs.
 */
export async function checkSentences(
  { text, sentences, citations, sources, question }: CitedAnswer,
  meaning: MeaningCheck,
): Promise<readonly CheckedSentence[]> {
  const groups = new Map<string, Group>();
  const claiming = new Set(sentences.filter((range) => isClaim(text, range)));
  let before: ReadonlySet<number> = new Set();
  for (const range of claiming) {
    if (sources.length === 0) continue;
    const own = new Set(
      citations
        .filter(({ offset }) => range.start <= offset && offset <= range.end)
        .map(({ marker }) => marker),
    );
    const goesOn = own.size > 0 && continues(text.slice(range.start, range.end));
    const cited = goesOn ? new Set([...own, ...before]) : own;
    before = cited;
    const held = cited.size === 0 ? sources : sources.filter(({ number }) => cited.has(number));
    const key = held.map(({ number }) => number).join();
    const group = groups.get(key) ?? { sources: held, ranges: [] };
    groups.set(key, group);
    group.ranges.push(range);
  }
  const judged = new Map<TextRange, Judgement>();
  for (const group of groups.values()) {
    const judgements = await judgeGroup({ text, question }, group, meaning);
    for (const [range, judgement] of judgements) judged.set(range, judgement);
  }
  return sentences.map((range) => {
    const { verdict, doubted } = judged.get(range) ?? {
      verdict: claiming.has(range) ? ('not-checked' as const) : ('no-claim' as const),
      doubted: [],
    };
    return {
      ...range,
      verdict,
      doubted: doubted.map(({ start, end, sign, instead }) => ({
        start: range.start + start,
        end: range.start + end,
        sign,
        instead,
      })),
    };
  });
}

function isClaim(text: string, { start, end }: TextRange): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isHeading = /^\s*#{1,6}\s/.test(text.slice(lineStart, start));
  return !isHeading && claims(text.slice(start, end));
}

/** Small models often repeat themselves, so each distinct sentence is compared only once. */
async function judgeGroup(
  { text, question }: Pick<CitedAnswer, 'text' | 'question'>,
  { sources, ranges }: Group,
  meaning: MeaningCheck,
): Promise<ReadonlyMap<TextRange, Judgement>> {
  const sentenceOf = ({ start, end }: TextRange): string => text.slice(start, end);
  const sentences = [...new Set(ranges.map(sentenceOf))];
  const held = new HeldLines({
    lines: sources.map((source) => source.text).join('\n'),
    paths: sources.map(({ label }) => label).join('\n'),
    question,
  });
  const nearest = await meaning(
    sentences,
    sources.flatMap((source) => pieces(`${source.label}\n${source.text}`)),
  );
  const judgements = new Map(
    sentences.map((sentence, index) => {
      const cosine = nearest[index]?.support ?? -1;
      return [sentence, judgeSentence(sentence, held, cosine < 0 ? null : cosine)];
    }),
  );
  return new Map(
    ranges.flatMap((range): [TextRange, Judgement][] => {
      const judgement = judgements.get(sentenceOf(range));
      return judgement === undefined ? [] : [[range, judgement]];
    }),
  );
}

function pieces(text: string): readonly string[] {
  const lines = text.split('\n');
  return Array.from({ length: Math.ceil(lines.length / linesPerText) }, (_, i) =>
    lines.slice(i * linesPerText, (i + 1) * linesPerText).join('\n'),
  );
}
