import type { PromptSource } from '../ports/generation.ts';
import type { Tokenizer } from '../ports/textModels.ts';
import { cutToFit } from './cutToFit.ts';
import type { PlacedSources } from './cutToFit.ts';

/** A budget never shortens the sources below this, about one chunk. Only the context may. */
export const minSourceTokens = 256;

/**
 * The sources that fit in `room` tokens, in order. All are complete except the last, which is cut
 * after a line.
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
