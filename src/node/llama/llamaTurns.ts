import type { Cancellation } from '../../core/ports/cancellation.ts';
import { toSignal } from '../children/toSignal.ts';
import { stoppedFailure, throwIfCancelled } from './llamaReader.ts';

/** Runs one piece of work at a time. What a user asks for stops what is running. */
export class LlamaTurns {
  #running: AbortController | undefined;
  /**
   * Whether the running work was requested; otherwise it is work ahead of time, which gives way.
   */
  #asked = false;
  /** Resolves when no work is running that was requested. */
  #ended = Promise.withResolvers<undefined>();
  #queue: Promise<unknown> = Promise.resolve();

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Whether the running work was requested. */
  get isAsked(): boolean {
    return this.#asked;
  }

  stop(): void {
    this.#running?.abort();
  }

  /**
   * Stops running work, and does `work` once everything before it has ended. Cancelling rejects at
   * once.
   */
  async takeOver<T>(
    kind: 'asked' | 'unasked',
    cancellation: Cancellation,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.#running?.abort();
    const running = new AbortController();
    const { signal } = running;
    if (!this.#asked) this.#ended = Promise.withResolvers<undefined>();
    this.#running = running;
    this.#asked = kind === 'asked';
    const stop = (): void => {
      running.abort();
    };
    cancellation.addEventListener('abort', stop, { once: true });
    if (cancellation.aborted) stop();
    try {
      const done = this.inTurn(async () => {
        throwIfCancelled(signal);
        return work(signal);
      });
      return await Promise.race([done, rejectionOnAbort(signal)]);
    } finally {
      cancellation.removeEventListener('abort', stop);
      if (this.#running === running) {
        this.#running = undefined;
        this.#asked = false;
        this.#ended.resolve(undefined);
      }
    }
  }

  /** As `takeOver`, but lets requested work that is running or waiting end first. */
  async afterAsked<T>(
    cancellation: Cancellation,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const stopped = rejectionOnAbort(toSignal(cancellation));
    // Stopped later, it is not looked at.
    stopped.catch(() => undefined);
    while (this.#asked) await Promise.race([this.#ended.promise, stopped]);
    return this.takeOver('asked', cancellation, work);
  }

  /** Runs `work` once everything before it has ended. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** @throws Failure `cancelled` when the signal aborts; never resolves. */
export async function rejectionOnAbort(signal: AbortSignal): Promise<never> {
  if (!signal.aborted)
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
  throw stoppedFailure();
}
