/**
 * How long an answer about the power counts. On Windows and macOS it takes the start of a program.
 */
const usualEveryMs = 30_000;

export interface BatteryRestOptions {
  readonly isOnBattery: () => Promise<boolean>;
  /** Embedding was refused, and is allowed again. */
  readonly onEnd: () => void;
  /** Default: 30 s. */
  readonly everyMs?: number;
}

/**
 * Decides whether embeddings may be computed: not on battery, unless the user asks for them or does
 * not want the rest.
 */
export class BatteryRest {
  readonly #options: BatteryRestOptions;
  #isWanted = true;
  #isOverruled = false;
  #read: { readonly onBattery: Promise<boolean>; readonly atMs: number } | undefined;
  /** Runs while embedding is refused. */
  #timer: NodeJS.Timeout | undefined;

  constructor(options: BatteryRestOptions) {
    this.#options = options;
  }

  /** Whether embedding rests on battery at all. */
  set isWanted(wanted: boolean) {
    this.#isWanted = wanted;
    if (!wanted) this.#end();
  }

  /** Embedding is allowed on battery too, until mains power is seen. */
  overrule(): void {
    this.#isOverruled = true;
    this.#end();
  }

  /** Where this is false, `onEnd` follows as soon as it would be true. */
  async mayEmbed(): Promise<boolean> {
    if (!this.#isWanted) return true;
    if (!(await this.#onBattery())) {
      this.#isOverruled = false;
      this.#end();
      return true;
    }
    if (this.#isOverruled) return true;
    this.#timer ??= setInterval(() => {
      this.#read = undefined;
      void this.mayEmbed();
    }, this.#everyMs).unref();
    return false;
  }

  get #everyMs(): number {
    return this.#options.everyMs ?? usualEveryMs;
  }

  #onBattery(): Promise<boolean> {
    const nowMs = performance.now();
    if (this.#read === undefined || nowMs - this.#read.atMs >= this.#everyMs)
      this.#read = { onBattery: this.#options.isOnBattery(), atMs: nowMs };
    return this.#read.onBattery;
  }

  #end(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#options.onEnd();
  }
}
