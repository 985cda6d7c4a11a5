import type { PromptSource, Tokenizer } from '../ports.ts';
import { cutToFit } from './cutToFit.ts';

/** A budget may shorten the sources down to this much, about one chunk; below it only the context may. */
export const leastSourceTokens = 256;

/** Sources as they stand in a prompt. */
export interface PlacedSources {
  readonly text: string;
  /** Those that have a place, each with as much of its text as is there. */
  readonly sources: readonly PromptSource[];
  readonly tokens: number;
}

/** As many of the sources as `room` tokens hold, in their order: whole ones, the last one cut behind a line. */
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
    text += fitting.block;
    tokens += fitting.tokens;
    placed.push({ ...source, text: source.text.split('\n', fitting.lines).join('\n') });
    if (fitting.isCut) break;
  }
  return { text, sources: placed, tokens };
}
