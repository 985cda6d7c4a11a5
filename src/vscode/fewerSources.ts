import type { ReadingView } from '../core/conversation/chatState.ts';
import type { Hit } from '../core/model.ts';

/** Characters of code that make one Llama token, roughly; this only feeds an estimate of seconds. */
const charactersPerToken = 3;
/** System prompt, template and question, roughly. */
const frameTokens = 150;
/** A shorter wait is not worth an offer. */
const minSavedSeconds = 5;

/** The offer to answer from the best source alone, where that is much sooner than reading on. */
export function fewerSources(hits: readonly Hit[], secondsLeft: number | null, tokensPerSecond: number): ReadingView['fewer'] {
  const best = hits[0];
  if (best === undefined || hits.length < 2 || secondsLeft === null) return null;
  const seconds = (frameTokens + best.text.length / charactersPerToken) / tokensPerSecond;
  return secondsLeft - seconds >= minSavedSeconds ? { sources: 1, seconds } : null;
}
