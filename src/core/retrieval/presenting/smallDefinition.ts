import { definitionsIn } from '../../chunking/definitions.ts';
import type { Definition } from '../../chunking/definitions.ts';
import { analyzeText } from '../question/analyzeText.ts';
import { scoreLines } from './rankLines.ts';
import type { TermWeights } from './rankLines.ts';
import type { Part } from './trimLines.ts';

/** A share slightly below 1, since sums of weights in another order differ in the last digits. */
const all = 0.99;

/**
 * Where small functions share a chunk: the one that the question is about. Null if none is shorter
 * than the part that would be shown and holds every word of the question that the part holds, or if
 * several do. With three quarters of the words instead, span@3k of requests and mocha fell by .02
 * to .04 (`docs/retrieval.md`).
 * @param part the lines that would be shown otherwise.
 */
export function smallDefinition(
  part: Part,
  lines: readonly string[],
  terms: TermWeights,
): (Part & { readonly name: string }) | null {
  const matchOf = ({ first, last }: Part): number =>
    scoreLines([lines.slice(first, last + 1).join(' ')], terms)[0] ?? 0;
  const asked = matchOf(part);
  if (asked === 0) return null;
  const [only, ...others] = innermost(definitionsIn(lines))
    .map(({ name, start, end }) => ({ name, first: start, last: end - 1 }))
    .filter((found) => found.first <= part.last && part.first <= found.last)
    .filter(({ name }) => isNamed(name, terms))
    .filter((found) => matchOf(found) >= all * asked);
  return only !== undefined && others.length === 0 && isShorter(only, part, lines) ? only : null;
}

/** Functions and types of more than one line that have no others in them. */
function innermost(definitions: readonly Definition[]): readonly Definition[] {
  const long = definitions.filter(({ isAssigned, start, end }) => !isAssigned && end - start > 1);
  return long.filter(
    (outer) => !long.some(({ start, end }) => outer.start < start && end <= outer.end),
  );
}

function isShorter(a: Part, b: Part, lines: readonly string[]): boolean {
  const length = ({ first, last }: Part): number => lines.slice(first, last + 1).join('\n').length;
  return length(a) < length(b);
}

/** Whether the question has every word that a name of several words is made of. */
function isNamed(name: string, terms: TermWeights): boolean {
  const words = analyzeText(name).slice(0, -1); // the last is the whole name in one word
  return words.length > 1 && words.every((word) => terms.has(word));
}
