import type { Citation } from '../domain.ts';
import { claims } from './checking/claims.ts';
import { continues } from './checking/continues.ts';
import type { SeenSource } from './citations.ts';
import type { TextRange } from './text/markdownBlocks.ts';

/** An answer with its sentences, what they cite, and what the model read. */
export interface CitedAnswer {
  readonly text: string;
  readonly sentences: readonly TextRange[];
  readonly citations: readonly Citation[];
  readonly sources: readonly SeenSource[];
  /** Its names and numbers may be repeated without a source. */
  readonly question: string;
}

/** Sentences that make a claim and are held against the same sources. */
export interface ClaimGroup {
  readonly sources: readonly SeenSource[];
  readonly ranges: readonly TextRange[];
}

/**
 * The sentences that make a claim, by the sources that they are held against: those that a sentence
 * cites, or everything the model saw if it cites none. A sentence that continues the one before it
 * ("The first one ...") may also rely on the sources of that one. None without sources.
 */
export function claimGroups({
  text,
  sentences,
  citations,
  sources,
}: CitedAnswer): readonly ClaimGroup[] {
  if (sources.length === 0) return [];
  const groups = new Map<string, { sources: readonly SeenSource[]; ranges: TextRange[] }>();
  let before: ReadonlySet<number> = new Set();
  for (const range of sentences.filter((one) => isClaim(text, one))) {
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
  return [...groups.values()];
}

/** Whether a sentence of an answer is a claim; a heading is none. */
export function isClaim(text: string, { start, end }: TextRange): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isHeading = /^\s*#{1,6}\s/.test(text.slice(lineStart, start));
  return !isHeading && claims(text.slice(start, end));
}

/**
 * The sentences of a group without repetitions. Small models often repeat themselves, so each
 * distinct sentence is compared only once.
 */
export function distinctRanges(text: string, { ranges }: ClaimGroup): readonly TextRange[] {
  const first = new Map<string, TextRange>();
  for (const range of ranges) {
    const sentence = text.slice(range.start, range.end);
    if (!first.has(sentence)) first.set(sentence, range);
  }
  return [...first.values()];
}
