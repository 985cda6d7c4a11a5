/** Progress of a long task. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'files' | 'chunks';
  /** Rate over the last few seconds. */
  readonly perSecond: number;
  /** Null until the rate is steady enough to tell it within a factor of two. */
  readonly secondsLeft: number | null;
}

/** The rate is measured over this period; earlier pauses and slow stretches are forgotten. */
const windowMs = 8000;
const minimumMs = 500;
/** The time left is told after this long, if the rate has not changed by more than `maxChange`. */
const minTimedMs = 3000;
const maxChange = 2;

/** Counts completed work and measures the rate. */
export class ProgressMeter {
  readonly #unit: Progress['unit'];
  readonly #total: number;
  #marks: { readonly atMs: number; readonly done: number }[] = [];
  #done = 0;

  constructor(unit: Progress['unit'], total: number, nowMs: number) {
    this.#unit = unit;
    this.#total = total;
    this.#marks.push({ atMs: nowMs, done: 0 });
  }

  add(count: number, nowMs: number): void {
    this.#done += count;
    const last = this.#marks.at(-1);
    if (last === undefined || nowMs - last.atMs >= minimumMs)
      this.#marks.push({ atMs: nowMs, done: this.#done });
    while (this.#marks.length > 2 && nowMs - (this.#marks[1]?.atMs ?? nowMs) > windowMs)
      this.#marks.shift();
  }

  read(nowMs: number): Progress {
    const first = this.#marks[0];
    const elapsedMs = first === undefined ? 0 : nowMs - first.atMs;
    const perSecond =
      first === undefined || elapsedMs < minimumMs
        ? 0
        : ((this.#done - first.done) * 1000) / elapsedMs;
    const total = Math.max(this.#total, this.#done);
    return {
      done: this.#done,
      total,
      unit: this.#unit,
      perSecond,
      secondsLeft: this.#secondsLeft(total - this.#done, perSecond, nowMs),
    };
  }

  #secondsLeft(left: number, perSecond: number, nowMs: number): number | null {
    if (left === 0) return 0;
    return perSecond > 0 && this.#isSteady(nowMs) ? left / perSecond : null;
  }

  /** Whether both halves of the measured period had about the same rate. */
  #isSteady(nowMs: number): boolean {
    const [first] = this.#marks;
    const middle = this.#marks[this.#marks.length >> 1];
    if (first === undefined || middle === undefined || middle === first) return false;
    if (nowMs - first.atMs < minTimedMs || nowMs === middle.atMs) return false;
    const before = (middle.done - first.done) / (middle.atMs - first.atMs);
    const after = (this.#done - middle.done) / (nowMs - middle.atMs);
    return before > 0 && after <= maxChange * before && before <= maxChange * after;
  }
}
