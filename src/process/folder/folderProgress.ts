import type { IndexingEvent } from '../../core/indexing/indexingEvents.ts';
import { ProgressMeter } from '../../core/indexing/progressMeter.ts';
import type { Progress } from '../../core/indexing/progressMeter.ts';
import { untilCancelled } from '../../core/indexing/untilCancelled.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { FolderState } from '../../core/indexing/folderState.ts';

type Activity = Exclude<FolderState['activity'], 'paused'>;

/** Tracks one folder's indexing: its activity, its progress, and whether its words are complete. */
export class FolderProgress {
  readonly #clock: Clock;
  #activity: Activity = 'idle';
  #meter: ProgressMeter | null = null;
  #updates = 0;
  #waitsForPower = false;
  #words: PromiseWithResolvers<undefined> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get activity(): Activity {
    return this.#activity;
  }

  /** Whether the last update left texts without an embedding because of the battery. */
  get waitsForPower(): boolean {
    return this.#waitsForPower;
  }

  /** @returns whether there was such a wait. */
  endWaitForPower(): boolean {
    const waited = this.#waitsForPower;
    this.#waitsForPower = false;
    return waited;
  }

  get progress(): Progress | null {
    return this.#meter?.read(this.#clock.nowMs()) ?? null;
  }

  /**
   * Tracks an update of the whole folder, or of folders in it, until it ends. Edits are too short
   * to be tracked.
   */
  async during<T>(update: () => Promise<T>): Promise<T> {
    this.#updates++;
    this.#words ??= Promise.withResolvers<undefined>();
    try {
      return await update();
    } finally {
      this.#updates--;
      if (this.#updates === 0) {
        this.#activity = 'idle';
        this.#meter = null;
        this.#endWords();
      }
    }
  }

  /**
   * Resolves when the running update has completed its words or has ended; immediately if none is
   * running.
   */
  async wordsEnded(cancellation: Cancellation): Promise<void> {
    if (this.#words !== undefined) await untilCancelled(this.#words.promise, cancellation);
  }

  /** @returns whether the activity has changed. */
  note(event: IndexingEvent): boolean {
    const nowMs = this.#clock.nowMs();
    switch (event.type) {
      case 'scanning':
        return this.#begin('scanning', null);
      case 'chunking':
        return this.#begin('chunking', new ProgressMeter('files', event.files, nowMs));
      case 'stored':
        if (this.#activity === 'chunking') this.#meter?.add(event.files, nowMs);
        return false;
      case 'wordsReady':
        this.#endWords();
        return true;
      case 'embedding':
        this.#waitsForPower = false;
        return this.#begin('embedding', new ProgressMeter('chunks', event.chunks, nowMs));
      case 'embedded':
        if (this.#activity === 'embedding') this.#meter?.add(event.chunks, nowMs);
        return false;
      case 'waitsForPower':
        this.#waitsForPower = true;
        return true;
      case 'embeddingEnded':
      case 'edited':
        return false;
    }
  }

  #begin(activity: Activity, meter: ProgressMeter | null): true {
    this.#activity = activity;
    this.#meter = meter;
    return true;
  }

  #endWords(): void {
    this.#words?.resolve(undefined);
    this.#words = undefined;
  }
}
