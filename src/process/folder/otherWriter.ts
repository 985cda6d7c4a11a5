/**
 * How often a process that only reads checks whether the writer is gone, and what it has written.
 */
const lookEveryMs = 2000;

/** The other process that writes a folder, as seen by one that only reads it. */
export class OtherWriter {
  readonly #look: () => void;
  #timer: NodeJS.Timeout | undefined;
  #nextLook = Promise.withResolvers<undefined>();
  #dataVersion: number | undefined;

  /** @param look called repeatedly while there is another writer. */
  constructor(look: () => void) {
    this.#look = look;
  }

  get isThere(): boolean {
    return this.#timer !== undefined;
  }

  follow(): void {
    this.#timer ??= setInterval(() => {
      this.#look();
      this.#endLook();
    }, lookEveryMs).unref();
  }

  /** Resolves after the next look, or when the other process is no longer followed. */
  nextLook(): Promise<undefined> {
    return this.#nextLook.promise;
  }

  leave(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#endLook();
  }

  #endLook(): void {
    this.#nextLook.resolve(undefined);
    this.#nextLook = Promise.withResolvers<undefined>();
  }

  /** Whether the catalog has changed since the last call. */
  hasWritten(dataVersion: number | undefined): boolean {
    const changed = dataVersion !== this.#dataVersion;
    this.#dataVersion = dataVersion;
    return changed;
  }
}
