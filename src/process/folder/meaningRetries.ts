import { isFailure } from '../../core/errors.ts';
import type { Failure } from '../../core/errors.ts';

/** Each wait is twice as long as the one before it, up to the longest. */
const firstWaitMs = 30_000;
const longestWaitMs = 600_000;

/**
 * Why the server that embeds could not go on, and when it is asked again. A wrong key or setting is
 * not tried again: the user changes it, and then everything is updated.
 */
export class MeaningRetries {
  readonly #retry: () => void;
  readonly #firstWaitMs: number;
  #problem: Failure | null = null;
  #waits = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(retry: () => void, firstMs = firstWaitMs) {
    this.#retry = retry;
    this.#firstWaitMs = firstMs;
  }

  /** Null if there is none. */
  get problem(): Failure | null {
    return this.#problem;
  }

  /** @param failure how embedding has ended; null if well. */
  note(failure: Failure | null): void {
    this.end();
    this.#problem = failure;
    if (failure === null) this.#waits = 0;
    if (!isFailure(failure, 'server-unreachable') && !isFailure(failure, 'server-failed')) return;
    const ms = Math.min(longestWaitMs, this.#firstWaitMs * 2 ** this.#waits++);
    this.#timer = setTimeout(this.#retry, ms).unref();
  }

  /** Nothing is tried again. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
