import { setImmediate as nextTurn } from 'node:timers/promises';
import { Failure } from '../core/errors.ts';
import { Indexer } from '../core/indexing/indexer.ts';
import type { IndexingEvent } from '../core/indexing/indexer.ts';
import type { FilePreparer } from '../core/indexing/indexingPorts.ts';
import { preparation } from '../core/indexing/preparation.ts';
import type { Turns } from '../core/indexing/turns.ts';
import type { Cancellation, Clock, Embedder, FolderIndex } from '../core/ports.ts';
import { FolderFiles } from '../node/folderFiles.ts';
import { FolderStore } from '../node/folderStore.ts';
import type { PrepareLimits } from '../node/prepareMessages.ts';
import { StoredFolderIndex } from '../node/storedFolderIndex.ts';
import type { StoreReading } from '../node/folderStore.ts';
import type { FolderState, OpenFolderParams, UpdateParams, UpdateReport } from '../protocol/indexMessages.ts';
import { FolderProgress } from './folderProgress.ts';

/** What all folders of the process share. */
export interface SharedParts {
  readonly turns: Turns;
  readonly clock: Clock;
  readonly preparer: FilePreparer;
  readonly limits: PrepareLimits;
  readonly embedder: () => Promise<Embedder | null>;
  readonly log: (line: string) => void;
}

/** How often a change of numbers is told while indexing. */
const tellEveryMs = 300;

/** One workspace folder's index in this process. */
export class OpenedFolder {
  readonly #params: OpenFolderParams;
  readonly #shared: SharedParts;
  readonly #store: FolderStore;
  readonly #progress: FolderProgress;
  readonly #tell: (state: FolderState) => void;
  readonly #closing = new AbortController();
  #indexer: Indexer | undefined;
  #index: { readonly reading: StoreReading; readonly index: StoredFolderIndex } | undefined;
  #wordsPending: Promise<void> = Promise.resolve();
  #wordsReady: (() => void) | undefined;
  #otherWrites = false;
  #lastToldMs = -Infinity;

  constructor(params: OpenFolderParams, directory: string, shared: SharedParts, tell: (state: FolderState) => void) {
    this.#params = params;
    this.#shared = shared;
    this.#store = new FolderStore(directory, shared.log);
    this.#progress = new FolderProgress(shared.clock);
    this.#tell = tell;
  }

  /** What a search reads; undefined while there is no index. */
  get index(): FolderIndex | undefined {
    const reading = this.#store.reading;
    if (reading === undefined) return undefined;
    if (this.#index?.reading !== reading) {
      this.#index = { reading, index: new StoredFolderIndex(this.#params.root, reading.catalog, reading.lexical, () => null, () => this.#progress.embeddedChunks) };
    }
    return this.#index.index;
  }

  state(): FolderState {
    const catalog = this.#store.reading?.catalog;
    const updatedAt = catalog?.meta('updatedAt') ?? null;
    const { activity, progress, embeddedChunks } = this.#progress;
    return {
      root: this.#params.root, activity: activity !== 'idle' && this.#shared.turns.paused ? 'paused' : activity, writer: this.#otherWrites ? 'other' : 'self',
      exists: catalog !== undefined, ...(catalog?.counts() ?? { files: 0, chunks: 0, skipped: {} }), embeddedChunks,
      bytesOnDisk: this.#store.bytesOnDisk(), vectorBytes: 0, embeddingModel: null, updatedAt: updatedAt === null ? null : Number(updatedAt), progress,
    };
  }

  /** @throws Failure by reason. */
  async update({ paths }: UpdateParams, signal: AbortSignal): Promise<UpdateReport> {
    const startMs = this.#shared.clock.nowMs();
    const indexer = this.#becomeWriter();
    const embeddingsComputed = indexer === undefined ? 0 : await this.#run(indexer, paths, AbortSignal.any([signal, this.#closing.signal]));
    const { files, chunks, skipped } = this.state();
    return { files, chunks, embeddingsComputed, skipped, seconds: (this.#shared.clock.nowMs() - startMs) / 1000 };
  }

  /** @throws Failure `index-empty` where there is no index and none is being made; `cancelled`. */
  async wordsReady(cancellation: Cancellation): Promise<void> {
    await untilCancelled(this.#wordsPending, cancellation);
    if ((this.#store.reading?.catalog.meta('wordsAt') ?? null) === null) throw new Failure('index-empty', `The folder ${this.#params.root} is not indexed.`);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await nextTurn();
    this.#store.close();
  }

  async #run(indexer: Indexer, paths: readonly string[], cancellation: Cancellation): Promise<number> {
    const whole = paths.length === 0;
    if (whole) this.#begin();
    try {
      const computed = await indexer.update({ paths, recentFiles: this.#params.recentFiles }, cancellation);
      if (whole) this.#store.write()?.setMeta('updatedAt', String(Date.now()));
      return computed;
    } finally {
      if (whole) this.#end();
      this.#tellNow();
    }
  }

  #begin(): void {
    this.#progress.begin();
    if (this.#wordsReady !== undefined) return;
    this.#wordsPending = new Promise((resolve) => { this.#wordsReady = resolve; });
  }

  #end(): void {
    this.#progress.end();
    this.#wordsReady?.();
    this.#wordsReady = undefined;
  }

  #becomeWriter(): Indexer | undefined {
    const writer = this.#store.write();
    this.#otherWrites = writer === undefined;
    if (writer === undefined) return undefined;
    const { root, excludeGlobs } = this.#params;
    const { limits, preparer, turns, clock, embedder } = this.#shared;
    this.#indexer ??= new Indexer({
      root, source: new FolderFiles({ root, excludeGlobs, limits, removedPaths: [] }), preparer, catalog: writer, vectors: { add: () => undefined, settle: () => Promise.resolve() },
      embedder, preparation, turns, clock, now: Date.now, onEvent: (event) => { this.#note(event); },
    });
    return this.#indexer;
  }

  #note(event: IndexingEvent): void {
    const changed = this.#progress.note(event, () => 0);
    if (event.type === 'wordsReady') {
      this.#store.write()?.setMeta('wordsAt', String(Date.now()));
      this.#wordsReady?.();
      this.#wordsReady = undefined;
    }
    if (changed || this.#shared.clock.nowMs() - this.#lastToldMs > tellEveryMs) this.#tellNow();
  }

  #tellNow(): void {
    if (this.#closing.signal.aborted) return;
    this.#lastToldMs = this.#shared.clock.nowMs();
    this.#tell(this.state());
  }
}

async function untilCancelled(promise: Promise<void>, cancellation: Cancellation): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => { reject(new Failure('cancelled', 'Waiting for the index was cancelled.')); };
    if (cancellation.aborted) stop();
    cancellation.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => { cancellation.removeEventListener('abort', stop); });
  });
}
