import type { ReadingView } from '../../core/conversation/chatState.ts';
import type { SourceChoice } from '../../core/ports/generation.ts';

/** A shorter wait is not worth an offer. */
const minSavedSeconds = 5;

/** The offer to answer from only the best source, if that is much faster than reading on. */
export function fewerSources(
  fewer: SourceChoice | null,
  secondsLeft: number | null,
): ReadingView['fewer'] {
  return fewer !== null && secondsLeft !== null && secondsLeft - fewer.seconds >= minSavedSeconds
    ? fewer
    : null;
}
