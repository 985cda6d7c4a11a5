import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { Failure } from '../../core/errors.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { ReadingProgress } from '../../core/ports/generation.ts';
import { batchTokens } from '../gguf/ggufMemory.ts';

/** What reading a prompt took. */
export interface ReadingReport {
  /** Tokens that were already in the context. */
  readonly reusedTokens: number;
  /** Tokens read at once, chunk by chunk. */
  readonly chunks: readonly number[];
}

/**
 * A chunk takes at least about this long. Stop takes effect after it, so it should be short; but
 * with two threads, a 7B model reads chunks of 32 tokens an eighth slower than chunks of 64.
 */
const chunkSeconds = 1.3;

/**
 * Chunks are multiples of this: llama.cpp's kernels compute 16 or 32 tokens at a time, and fewer
 * cost nearly as much.
 */
const chunkStep = 32;

/**
 * A shorter remainder of a prompt costs nearly as much as a whole step, so its speed says little.
 */
const minMeasuredTokens = chunkStep / 2;

/**
 * Weight of the last chunk in the speed. Other programs come and go, so the last three chunks make
 * up nearly four fifths of it, while a single slow chunk moves it by less than half.
 */
const lastChunkWeight = 0.4;

/** Reads prompts into the context of one model, and measures how fast. */
export class PromptReader {
  readonly #sequence: LlamaContextSequence;
  readonly #beforeChunk: () => void;
  #tokensPerSecond = 0;

  constructor(sequence: LlamaContextSequence, beforeChunk: () => void) {
    this.#sequence = sequence;
    this.#beforeChunk = beforeChunk;
  }

  /** Measured over the last chunks; 0 before the first. */
  get tokensPerSecond(): number {
    return this.#tokensPerSecond;
  }

  /**
   * Reads tokens chunk by chunk. If the context already starts with the same tokens, they are kept
   * and not read again. What was read when a cancellation takes effect (after the current chunk) is
   * kept for the next time.
   * @throws Failure `cancelled`.
   */
  async read(
    tokens: readonly Token[],
    onProgress: (progress: ReadingProgress) => void,
    cancellation: Cancellation,
  ): Promise<ReadingReport> {
    throwIfCancelled(cancellation);
    const sequence = this.#sequence;
    await sequence.adaptStateToTokens([...tokens], false);
    if (tokens.length - sequence.nextTokenIndex === 1 && tokens.length > 1)
      await sequence.adaptStateToTokens(tokens.slice(0, -2), false);
    const reusedTokens = sequence.nextTokenIndex;
    const chunks: number[] = [];
    const report = (): void => {
      onProgress({
        readTokens: sequence.nextTokenIndex,
        totalTokens: tokens.length,
        tokensPerSecond: this.#tokensPerSecond,
      });
    };
    report();
    while (sequence.nextTokenIndex < tokens.length) {
      throwIfCancelled(cancellation);
      this.#beforeChunk();
      const start = sequence.nextTokenIndex;
      const length = chunkLength(tokens.length - start, this.#wantedTokens());
      const chunk = tokens.slice(start, start + length);
      const startedMs = performance.now();
      await sequence.evaluateWithoutGeneratingNewTokens(chunk);
      this.#measure(chunk.length, performance.now() - startedMs);
      chunks.push(chunk.length);
      report();
    }
    return { reusedTokens, chunks };
  }

  #wantedTokens(): number {
    return Math.max(1, Math.ceil((this.#tokensPerSecond * chunkSeconds) / chunkStep)) * chunkStep;
  }

  #measure(tokens: number, ms: number): void {
    if (tokens < minMeasuredTokens && this.#tokensPerSecond > 0) return;
    const speed = (tokens / ms) * 1000;
    this.#tokensPerSecond =
      this.#tokensPerSecond === 0
        ? speed
        : this.#tokensPerSecond * (1 - lastChunkWeight) + speed * lastChunkWeight;
  }
}

/**
 * How many tokens to read next. A single token is computed by other kernels, which round
 * differently; two and more all give the same bits (docs/inference.md). So no batch has one token,
 * also not the last of the batches into which llama.cpp cuts a chunk.
 * @param left the tokens that are not read yet.
 * @param wanted a multiple of 32.
 */
export function chunkLength(left: number, wanted: number): number {
  const length = Math.min(left, wanted);
  const leavesOne = (tokens: number): boolean => tokens % batchTokens === 1 || left - tokens === 1;
  return (
    [length, length + 1, length - 1, length - 2].find(
      (tokens) => tokens <= left && tokens > 0 && !leavesOne(tokens),
    ) ?? left
  );
}

export function throwIfCancelled(cancellation: Cancellation): void {
  if (cancellation.aborted) throw stoppedFailure();
}

export function stoppedFailure(): Failure {
  return new Failure('cancelled', 'The answer was stopped.');
}
