import type { PromptSource } from '../ports/generation.ts';
import type { Tokenizer } from '../ports/textModels.ts';
import { sourceBlock } from './promptText.ts';

/** Sources, with their text and tokens in a prompt. */
export interface PlacedSources {
  readonly text: string;
  /** The sources that are included, each with as much of its text as fits. */
  readonly sources: readonly PromptSource[];
  readonly tokens: number;
}

/**
 * @returns the source with as many lines as fit in `room` tokens, or null if not even its first
 * line fits.
 */
export function cutToFit(
  source: PromptSource,
  room: number,
  tokenizer: Tokenizer,
): PlacedSources | null {
  const lines = source.text.split('\n');
  const attempt = (count: number): PlacedSources => {
    const part = { ...source, text: lines.slice(0, count).join('\n') };
    const text = sourceBlock(part);
    return { text, sources: [part], tokens: blockTokens(text, tokenizer) };
  };
  const whole = attempt(lines.length);
  if (whole.tokens <= room) return whole;
  let best: PlacedSources | null = null;
  let low = 1;
  let high = lines.length - 1;
  while (low <= high) {
    const count = (low + high) >> 1;
    const candidate = attempt(count);
    if (candidate.tokens <= room) {
      best = candidate;
      low = count + 1;
    } else {
      high = count - 1;
    }
  }
  return best;
}

/**
 * Tokens of a block when followed by other text. At the end of a text, its last line breaks may be
 * tokenized differently.
 */
export function blockTokens(block: string, tokenizer: Tokenizer): number {
  return tokenizer.count(`${block}[`) - tokenizer.count('[');
}
