import type { ModelSpeed } from '../../core/models.ts';
import type { Generation } from '../../core/ports/generation.ts';

/** Reading and writing fewer tokens says more about the start of each than about its speed. */
const minTokens = 16;

/** How fast an answer was read and written; null if it was too short to tell. */
export function answerSpeed({
  readMs,
  writeMs,
  promptTokens,
  reusedTokens,
  outputTokens,
}: Generation['timings']): ModelSpeed | null {
  const readTokens = promptTokens - reusedTokens;
  if (readTokens < minTokens || outputTokens < minTokens || readMs <= 0 || writeMs <= 0)
    return null;
  return { read: (readTokens / readMs) * 1000, written: (outputTokens / writeMs) * 1000 };
}
