import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { Failure } from '../core/errors.ts';
import type { Cancellation } from '../core/ports.ts';

/** How far the reading of a prompt has come. */
export interface ReadingProgress {
  readonly readTokens: number;
  readonly totalTokens: number;
  /** Measured over this reading; 0 before the first chunk is read. */
  readonly tokensPerSecond: number;
}

/**
 * Reads tokens into the context, chunk by chunk. What the context already holds of the same beginning is kept and not read again; what was
 * read when a cancellation takes effect (behind the current chunk) stays for the next time.
 * @returns how many tokens were there already.
 * @throws Failure `cancelled`.
 */
export async function readTokens(
  sequence: LlamaContextSequence, tokens: readonly Token[], chunkTokens: number, onProgress: (progress: ReadingProgress) => void, cancellation: Cancellation,
): Promise<number> {
  throwIfCancelled(cancellation);
  await sequence.adaptStateToTokens([...tokens], false);
  const reused = sequence.nextTokenIndex;
  const startedMs = performance.now();
  const report = (): void => {
    const read = sequence.nextTokenIndex;
    const seconds = (performance.now() - startedMs) / 1000;
    onProgress({ readTokens: read, totalTokens: tokens.length, tokensPerSecond: read > reused ? (read - reused) / seconds : 0 });
  };
  report();
  while (sequence.nextTokenIndex < tokens.length) {
    throwIfCancelled(cancellation);
    const start = sequence.nextTokenIndex;
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(start, start + chunkTokens));
    report();
  }
  return reused;
}

export function throwIfCancelled(cancellation: Cancellation): void {
  if (cancellation.aborted) throw stoppedFailure();
}

export function stoppedFailure(): Failure {
  return new Failure('cancelled', 'The answer was stopped.');
}
