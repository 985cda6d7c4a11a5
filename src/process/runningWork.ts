/**
 * Work under way that can be ended: all that is tracked is given the same signal, and stopping
 * waits for it.
 */
export class RunningWork {
  readonly #running = new Set<Promise<unknown>>();
  #controller = new AbortController();

  /** Aborts when what runs now is to end. */
  get stopping(): AbortSignal {
    return this.#controller.signal;
  }

  async track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    return work.finally(() => {
      this.#running.delete(work);
    });
  }

  /** Resolves when all that was under way has ended; what begins afterwards runs. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await Promise.allSettled(this.#running);
    this.#controller = new AbortController();
  }
}
