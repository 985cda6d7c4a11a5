/**
 * Tracks running work so that it can be stopped. All work shares one signal, and `stop` waits for
 * it to end.
 */
export class RunningWork {
  readonly #running = new Set<Promise<unknown>>();
  #controller = new AbortController();

  /** Aborts when the current work is to end. */
  get stopping(): AbortSignal {
    return this.#controller.signal;
  }

  async track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    return work.finally(() => {
      this.#running.delete(work);
    });
  }

  /** Resolves when all current work has ended. Later work is not affected. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await Promise.allSettled(this.#running);
    this.#controller = new AbortController();
  }
}
