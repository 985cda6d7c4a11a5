import { contentTerms } from '../text/contentTerms.ts';
import type { TextRange } from '../text/markdownBlocks.ts';
import { numbersIn } from '../text/numbers.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import type { HeldLines } from './heldLines.ts';

/** How close two lines are, by the distance between them in lines. */
const nearness = [1, 0.8, 0.65, 0.5, 0.3, 0.3, 0.15, 0.15, 0.15];
/**
 * The swapped facts must be closer to their words than the facts as written, by at least this much;
 * the maximum is 2.
 */
const minGain = 0.3;

interface Part {
  readonly facts: readonly (SentenceFact & { readonly at: readonly number[] })[];
  /** The lines of each content word that is in the lines. */
  readonly words: ReadonlyMap<string, readonly number[]>;
}

/** Two facts that seem to have been swapped: each is closer to the other's words. */
export interface CrossedFacts {
  readonly first: TextRange;
  readonly second: TextRange;
}

const joint = /;\s+|,\s+|\s+(?:and|but|while|whereas|rather than|instead of|otherwise)\s+/gi;

/**
 * Facts of two clauses that the lines connect the other way round. "Codes are `A` and names are
 * `B`" is crossed if `B` is next to codes and `A` next to names.
 */
export function crossedFacts(
  sentence: string,
  facts: readonly SentenceFact[],
  held: HeldLines,
): CrossedFacts | null {
  const parts = split(sentence).map((range) => partOf(sentence, range, facts, held));
  let best: (CrossedFacts & { gain: number }) | null = null;
  for (const [index, one] of parts.entries())
    for (const other of parts.slice(index + 1))
      for (const first of one.facts)
        for (const second of other.facts) {
          if (kindOf(first) !== kindOf(second) || first.text === second.text) continue;
          const gain = gainOfExchange([one, first], [other, second]);
          if (gain > Math.max(minGain, best?.gain ?? 0)) best = { first, second, gain };
        }
  return best;
}

type PartFact = readonly [part: Part, fact: Part['facts'][number]];

function gainOfExchange([one, first]: PartFact, [other, second]: PartFact): number {
  const ownWords = linesOf(one, first, other);
  const otherWords = linesOf(other, second, one);
  if (ownWords.length === 0 || otherWords.length === 0) return 0;
  const straight = nearnessOf(first.at, ownWords) + nearnessOf(second.at, otherWords);
  const exchanged = nearnessOf(first.at, otherWords) + nearnessOf(second.at, ownWords);
  return exchanged - straight;
}

/**
 * The lines of every word that a clause has in addition to a fact and that the other clause does
 * not have.
 */
function linesOf(part: Part, fact: SentenceFact, other: Part): readonly (readonly number[])[] {
  const words = [...part.words].filter(([word]) => !other.words.has(word)).map(([, at]) => at);
  const facts = part.facts
    .filter((own) => own !== fact && !other.facts.some(({ text }) => text === own.text))
    .map(({ at }) => at);
  return [...words, ...facts];
}

function nearnessOf(at: readonly number[], words: readonly (readonly number[])[]): number {
  const total = words.reduce((sum, lines) => {
    const distances = at.flatMap((own) => lines.map((line) => Math.abs(own - line)));
    return sum + (nearness[Math.min(...distances)] ?? 0);
  }, 0);
  return total / words.length;
}

function partOf(
  sentence: string,
  { start, end }: TextRange,
  facts: readonly SentenceFact[],
  held: HeldLines,
): Part {
  const own = facts
    .filter((fact) => start <= fact.start && fact.end <= end)
    .map((fact) => ({ ...fact, at: linesWith(fact, held) }));
  let rest = sentence.slice(start, end);
  for (const { text } of own) rest = rest.replace(text, ' ');
  const words = new Map(
    [...contentTerms(rest)].map((term) => [
      term,
      held.termsByLine.flatMap((terms, line) => (terms.has(term) ? [line] : [])),
    ]),
  );
  return {
    facts: own.filter(({ at }) => at.length > 0),
    words: new Map([...words].filter(([, at]) => at.length > 0)),
  };
}

function linesWith({ kind, text, values }: SentenceFact, { lines }: HeldLines): readonly number[] {
  const bare = text.toLowerCase().replace(/\([^()]*\)$/, '');
  const holds = (line: string): boolean =>
    kind === 'number' || kind === 'count'
      ? values.some((value) => numbersIn(line).has(value))
      : line.toLowerCase().includes(bare);
  return lines.flatMap((line, index) => (holds(line) ? [index] : []));
}

function kindOf({ kind }: SentenceFact): string {
  return kind === 'count' ? 'number' : kind;
}

function split(sentence: string): readonly TextRange[] {
  const ranges: TextRange[] = [];
  let start = 0;
  for (const { 0: found, index } of sentence.matchAll(joint)) {
    ranges.push({ start, end: index });
    start = index + found.length;
  }
  return [...ranges, { start, end: sentence.length }];
}
