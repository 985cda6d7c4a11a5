/**
 * How often a process that only reads looks whether the writer is gone, and what it has written.
 */
const lookEveryMs = 2000;

/** Another process that writes a folder, as one that only reads it sees it. */
export class OtherWriter {
  readonly #look: () => void;
  #timer: NodeJS.Timeout | undefined;
  #dataVersion: number | undefined;

  /** `look` is called again and again while there is one. */
  constructor(look: () => void) {
    this.#look = look;
  }

  get isThere(): boolean {
    return this.#timer !== undefined;
  }

  follow(): void {
    this.#timer ??= setInterval(this.#look, lookEveryMs).unref();
  }

  leave(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Whether the catalog has changed since this was asked last. */
  hasWritten(dataVersion: number | undefined): boolean {
    const changed = dataVersion !== this.#dataVersion;
    this.#dataVersion = dataVersion;
    return changed;
  }
}
