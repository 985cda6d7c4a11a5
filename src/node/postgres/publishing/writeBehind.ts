/**
 * Writes one thing after the other while the next is prepared: the client and the store each have a
 * processor.
 */
export class WriteBehind {
  #running: Promise<void> = Promise.resolve();

  /**
   * Begins a write once the one before it has ended.
   * @throws what that one threw.
   */
  async begin(write: () => Promise<void>): Promise<void> {
    await this.#running;
    this.#running = write();
    // Thrown by the next `begin` or `end`; until then it must not count as unhandled.
    this.#running.catch(() => undefined);
  }

  /**
   * Resolves when all is written.
   * @throws what the last write threw.
   */
  async end(): Promise<void> {
    await this.#running;
  }
}
