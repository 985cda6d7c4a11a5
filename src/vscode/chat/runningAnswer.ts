import type { Notice } from '../../core/conversation/chatState.ts';
import { isFailure } from '../../core/errors.ts';
import { bugNotice, failureNotice } from '../text/words.ts';
import type { ChatStore } from './conversations/chatStore.ts';

export interface RunningAnswerContext {
  readonly store: ChatStore;
  /** Saves the conversation. */
  readonly keep: () => void;
  readonly logError: (error: unknown) => void;
}

/** The answer that is being written; at most one. */
export class RunningAnswer {
  readonly #context: RunningAnswerContext;
  #running: { readonly id: string; readonly controller: AbortController } | null = null;

  constructor(context: RunningAnswerContext) {
    this.#context = context;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** The view stops at once; the model within one chunk of its prompt. */
  stop(): void {
    if (this.#running === null) return;
    const { id, controller } = this.#running;
    this.#running = null;
    this.#context.store.dispatch({ type: 'stopped', id });
    this.#context.keep();
    controller.abort();
  }

  /**
   * Resolves when the work has ended, for whatever reason.
   * @param onFailure shows why it failed.
   */
  async run(
    id: string,
    work: (signal: AbortSignal) => Promise<void>,
    onFailure: (notice: Notice) => void,
  ): Promise<void> {
    const { store, keep, logError } = this.#context;
    const running = { id, controller: new AbortController() };
    this.#running = running;
    keep();
    try {
      await work(running.controller.signal);
    } catch (error) {
      if (isFailure(error, 'cancelled')) {
        store.dispatch({ type: 'stopped', id });
        return;
      }
      onFailure(isFailure(error) ? failureNotice(error) : bugNotice());
      logError(error);
    } finally {
      if (this.#running === running) this.#running = null;
      keep();
    }
  }
}
