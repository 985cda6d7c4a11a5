import type { PromptSource, Tokenizer } from '../ports.ts';
import { cutToFit } from './cutToFit.ts';
import type { PlacedSources } from './cutToFit.ts';

/**
 * A budget may shorten the sources down to this much, about one chunk; below it only the context
 * may.
 */
export const leastSourceTokens = 256;

/**
 * As many of the sources as `room` tokens hold, in their order: whole ones, the last one cut behind
 * a line.
 */
export function bestSources(
  sources: readonly PromptSource[],
  room: number,
  tokenizer: Tokenizer,
): PlacedSources {
  const placed: PromptSource[] = [];
  let text = '';
  let tokens = 0;
  for (const source of sources) {
    const fitting = cutToFit(source, room - tokens, tokenizer);
    if (fitting === null) break;
    text += fitting.text;
    tokens += fitting.tokens;
    placed.push(...fitting.sources);
    if (fitting.sources.some((part) => part.text.length < source.text.length)) break;
  }
  return { text, sources: placed, tokens };
}
