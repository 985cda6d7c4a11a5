import type { IndexingEvent } from '../core/indexing/indexer.ts';
import { ProgressMeter } from '../core/indexing/progressMeter.ts';
import type { Clock } from '../core/ports.ts';
import type { FolderState } from '../protocol/indexMessages.ts';

/** Follows one folder's indexing: what it does, how far it is, and whether its words are complete. */
export class FolderProgress {
  readonly #clock: Clock;
  #activity: Exclude<FolderState['activity'], 'paused'> = 'idle';
  #meter: ProgressMeter | null = null;
  #updates = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get activity(): Exclude<FolderState['activity'], 'paused'> {
    return this.#activity;
  }

  get progress(): FolderState['progress'] {
    return this.#meter?.read(this.#clock.nowMs()) ?? null;
  }

  /** An update of the whole folder begins. */
  begin(): void {
    this.#updates++;
  }

  end(): void {
    this.#updates--;
    if (this.#updates > 0) return;
    this.#activity = 'idle';
    this.#meter = null;
  }

  /** `missingChunks` are those without an embedding. @returns whether the activity has changed. */
  note(event: IndexingEvent, missingChunks: () => number): boolean {
    const nowMs = this.#clock.nowMs();
    switch (event.type) {
      case 'scanning':
        this.#activity = 'scanning';
        this.#meter = null;
        return true;
      case 'chunking':
        this.#activity = 'chunking';
        this.#meter = new ProgressMeter('files', event.files, nowMs);
        return true;
      case 'stored':
        if (this.#activity === 'chunking') this.#meter?.add(event.files, nowMs);
        return false;
      case 'wordsReady':
        return true;
      case 'embedding':
        this.#activity = 'embedding';
        this.#meter = new ProgressMeter('chunks', missingChunks(), nowMs);
        return true;
      case 'embedded':
        if (this.#activity === 'embedding') this.#meter?.add(event.chunks, nowMs);
        return false;
    }
  }
}
