import { isFailure } from '../../core/errors.ts';
import type { Failure } from '../../core/errors.ts';
import type { IndexService } from '../../core/indexing/indexService.ts';

interface RunningUpdate {
  readonly promise: Promise<void>;
  readonly controller: AbortController;
}

/** The running updates of each folder, and how its last one ended. */
export class FolderUpdates {
  readonly #index: Pick<IndexService, 'update'>;
  readonly #onChange: () => void;
  readonly #running = new Map<string, Set<RunningUpdate>>();
  readonly #failures = new Map<string, Failure>();

  constructor(index: Pick<IndexService, 'update'>, onChange: () => void) {
    this.#index = index;
    this.#onChange = onChange;
  }

  isRunning(root: string): boolean {
    return (this.#running.get(root)?.size ?? 0) > 0;
  }

  /** Resolves when all current updates of the folder have ended. */
  async running(root: string): Promise<void> {
    await Promise.all([...(this.#running.get(root) ?? [])].map(({ promise }) => promise));
  }

  /** Why the last update of the folder failed; null if it succeeded or was cancelled. */
  failure(root: string): Failure | null {
    return this.#failures.get(root) ?? null;
  }

  /** Never rejects for an expected failure; `failure` returns it. */
  async run(root: string, paths: readonly string[]): Promise<void> {
    const controller = new AbortController();
    const update: RunningUpdate = {
      controller,
      promise: this.#update(root, paths, controller.signal),
    };
    const updates = this.#running.get(root) ?? new Set();
    this.#running.set(root, updates.add(update));
    try {
      await update.promise;
    } finally {
      updates.delete(update);
      this.#onChange();
    }
  }

  /** Ends the updates of one folder, or of all. What is already written stays. */
  cancel(root?: string): void {
    const ended =
      root === undefined ? [...this.#running.values()] : [this.#running.get(root) ?? []];
    for (const updates of ended) for (const { controller } of updates) controller.abort();
  }

  async #update(root: string, paths: readonly string[], signal: AbortSignal): Promise<void> {
    this.#failures.delete(root);
    for (;;) {
      try {
        await this.#index.update({ root, paths }, signal);
        return;
      } catch (error) {
        if (!isFailure(error)) throw error;
        // Committed work is kept, so a retry continues where the update was. The child gives up
        // after three crashes.
        if (error.reason === 'process-crashed' && !signal.aborted) continue;
        if (error.reason !== 'cancelled') this.#failures.set(root, error);
        return;
      }
    }
  }
}
