import type { Clock } from '../../core/ports/clock.ts';

const windowMs = 5 * 60_000;
const crashesAllowed = 3;
const firstDelayMs = 250;

/**
 * Decides when a crashed process may be restarted: with a longer delay after each crash, and not at
 * all after three in five minutes.
 */
export class CrashBudget {
  readonly #clock: Clock;
  #crashesMs: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  record(): void {
    this.#crashesMs.push(this.#clock.nowMs());
  }

  /**
   * Milliseconds until the next start is allowed (0 without a recent crash), or null if it must not
   * start.
   */
  delayMs(): number | null {
    const nowMs = this.#clock.nowMs();
    this.#crashesMs = this.#crashesMs.filter((crashMs) => nowMs - crashMs < windowMs);
    if (this.#crashesMs.length >= crashesAllowed) return null;
    const last = this.#crashesMs.at(-1);
    return last === undefined
      ? 0
      : Math.max(0, last + firstDelayMs * 4 ** (this.#crashesMs.length - 1) - nowMs);
  }
}
