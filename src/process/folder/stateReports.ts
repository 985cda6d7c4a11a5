/** How often changed counts are reported while indexing. */
const reportEveryMs = 300;

export interface StateReportsOptions<State> {
  readonly read: () => Promise<State>;
  readonly report: (state: State) => void;
  readonly nowMs: () => number;
}

/**
 * Reports a state as it changes. Reading it may take a while, so only one read runs at a time; the
 * last report always shows the latest state.
 */
export class StateReports<State> {
  readonly #options: StateReportsOptions<State>;
  #lastMs = -Infinity;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #ended = false;

  constructor(options: StateReportsOptions<State>) {
    this.#options = options;
  }

  /**
   * Resolves when the state as it is now, or a later one, has been reported.
   * @throws what `read` throws.
   */
  now(): Promise<void> {
    this.#lastMs = this.#options.nowMs();
    if (this.#running === undefined) return this.#report();
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#report();
      });
    return this.#next;
  }

  /** As `now`, unless the last report is less than 0.3 s old. */
  async nowAndThen(): Promise<void> {
    if (this.#options.nowMs() - this.#lastMs > reportEveryMs) await this.now();
  }

  /** Ends the reports. Resolves when no read is running. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#running?.catch(() => undefined);
  }

  #report(): Promise<void> {
    const running = this.#readAndReport().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }

  async #readAndReport(): Promise<void> {
    if (this.#ended) return;
    const state = await this.#options.read();
    if (!this.#hasEnded()) this.#options.report(state);
  }

  /** A method, because `end` may run during an await and the type checker cannot know that. */
  #hasEnded(): boolean {
    return this.#ended;
  }
}
