import { Failure } from '../errors.ts';
import type { Cancellation } from '../ports/cancellation.ts';

export type Priority = 'edit' | 'bulk';

/**
 * Paths without a final `/` are edits: few, and urgent. Folders, and the whole folder (no paths),
 * are bulk work.
 */
export function priorityOf(paths: readonly string[]): Priority {
  return paths.length > 0 && paths.every((path) => !path.endsWith('/')) ? 'edit' : 'bulk';
}

/**
 * Decides what the index process works on next. While a question is open, nothing starts. Edits
 * come next, then bulk work unless it is paused. Tasks run one at a time, so each should be short.
 */
export class Turns {
  readonly #breathe: () => Promise<void>;
  readonly #waiting: Record<Priority, (() => void)[]> = { edit: [], bulk: [] };
  #running = false;
  #questions = 0;
  #paused = false;

  /** @param breathe resolves after messages that have arrived, such as a question, were handled. */
  constructor(breathe: () => Promise<void>) {
    this.#breathe = breathe;
  }

  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    this.#next();
  }

  /** Runs work that takes precedence over everything. No task starts until it is done. */
  async question<T>(answer: () => Promise<T>): Promise<T> {
    this.#questions++;
    try {
      return await answer();
    } finally {
      this.#questions--;
      this.#next();
    }
  }

  /** @throws Failure `cancelled` while waiting; a task that has begun is not interrupted. */
  async run<T>(
    priority: Priority,
    cancellation: Cancellation,
    task: () => Promise<T> | T,
  ): Promise<T> {
    await this.#breathe();
    await this.#turn(priority, cancellation);
    try {
      return await task();
    } finally {
      this.#running = false;
      this.#next();
    }
  }

  #turn(priority: Priority, cancellation: Cancellation): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#waiting[priority];
      const leave = (): void => {
        const index = queue.indexOf(enter);
        if (index >= 0) queue.splice(index, 1);
        reject(new Failure('cancelled', 'Indexing was cancelled.'));
      };
      const enter = (): void => {
        cancellation.removeEventListener('abort', leave);
        resolve();
      };
      if (cancellation.aborted) {
        leave();
        return;
      }
      cancellation.addEventListener('abort', leave, { once: true });
      queue.push(enter);
      this.#next();
    });
  }

  #next(): void {
    if (this.#running || this.#questions > 0) return;
    const enter =
      this.#waiting.edit.shift() ?? (this.#paused ? undefined : this.#waiting.bulk.shift());
    if (enter === undefined) return;
    this.#running = true;
    enter();
  }
}
