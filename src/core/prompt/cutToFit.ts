import type { PromptSource, Tokenizer } from '../ports.ts';
import { sourceBlock } from './promptText.ts';

/** A source as much of it as fits, from its first line on. */
export interface FittingSource {
  readonly block: string;
  readonly tokens: number;
  readonly lines: number;
  readonly isCut: boolean;
}

/** @returns the source with as many whole lines as `room` tokens hold, or null where not even its first line fits. */
export function cutToFit(
  source: PromptSource,
  room: number,
  tokenizer: Tokenizer,
): FittingSource | null {
  const lines = source.text.split('\n');
  const attempt = (count: number): FittingSource => {
    const block = sourceBlock(source, lines.slice(0, count).join('\n'));
    return {
      block,
      tokens: blockTokens(block, tokenizer),
      lines: count,
      isCut: count < lines.length,
    };
  };
  const whole = attempt(lines.length);
  if (whole.tokens <= room) return whole;
  let best: FittingSource | null = null;
  let low = 1;
  let high = lines.length - 1;
  while (low <= high) {
    const candidate = attempt((low + high) >> 1);
    if (candidate.tokens <= room) {
      best = candidate;
      low = candidate.lines + 1;
    } else {
      high = candidate.lines - 1;
    }
  }
  return best;
}

/** What a block costs with something behind it: at the end of a text the last line breaks may be tokenized otherwise. */
export function blockTokens(block: string, tokenizer: Tokenizer): number {
  return tokenizer.count(`${block}[`) - tokenizer.count('[');
}
