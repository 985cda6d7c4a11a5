import { Failure, isFailure } from '../core/errors.ts';
import { Indexer } from '../core/indexing/indexer.ts';
import type { IndexingEvent } from '../core/indexing/indexer.ts';
import type { FilePreparer } from '../core/indexing/indexingPorts.ts';
import { preparation } from '../core/indexing/preparation.ts';
import type { Turns } from '../core/indexing/turns.ts';
import type { Cancellation, Clock, Embedder, FolderIndex } from '../core/ports.ts';
import { FolderFiles } from '../node/folderFiles.ts';
import { FolderStore } from '../node/folderStore.ts';
import type { StoreReading } from '../node/folderStore.ts';
import type { Metric } from '../node/liveVectorIndex.ts';
import type { PrepareLimits } from '../node/prepareMessages.ts';
import { StoredFolderIndex } from '../node/storedFolderIndex.ts';
import type { FolderState, OpenFolderParams, UpdateParams, UpdateReport } from '../protocol/indexMessages.ts';
import { FolderMeaning } from './folderMeaning.ts';
import { FolderProgress } from './folderProgress.ts';

/** What all folders of the process share. */
export interface SharedParts {
  readonly turns: Turns;
  readonly clock: Clock;
  readonly preparer: FilePreparer;
  readonly limits: () => PrepareLimits;
  readonly metric: () => Metric;
  readonly embedder: () => Promise<Embedder | null>;
  readonly log: (line: string) => void;
}

/** How often a change of numbers is told while indexing. */
const tellEveryMs = 300;
/** How often a process that only reads looks whether the writer is gone. */
const takeOverMs = 2000;
const never = new AbortController().signal;

/** One workspace folder's index in this process. */
export class OpenedFolder {
  readonly #params: OpenFolderParams;
  readonly #shared: SharedParts;
  readonly #store: FolderStore;
  readonly #meaning: FolderMeaning;
  readonly #progress: FolderProgress;
  readonly #tell: (state: FolderState) => void;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  #indexer: Indexer | undefined;
  #index: { readonly reading: StoreReading; readonly index: StoredFolderIndex } | undefined;
  #words: { readonly ready: Promise<void>; readonly resolve: () => void } | undefined;
  #takeOver: NodeJS.Timeout | undefined;
  #lastToldMs = -Infinity;

  constructor(params: OpenFolderParams, directory: string, shared: SharedParts, tell: (state: FolderState) => void) {
    this.#params = params;
    this.#shared = shared;
    this.#store = new FolderStore(directory, shared.log);
    this.#meaning = new FolderMeaning({
      store: this.#store, metric: shared.metric, embedder: shared.embedder, log: shared.log,
      setMeta: (key, value) => shared.turns.run('edit', never, () => { this.#store.write()?.setMeta(key, value); }),
    });
    this.#progress = new FolderProgress(shared.clock);
    this.#tell = tell;
  }

  /** What a search reads, its vector index opened; undefined while there is no index. */
  async index(): Promise<FolderIndex | undefined> {
    const { reading } = this.#store;
    if (reading === undefined) return undefined;
    await this.#openMeaning();
    if (this.#index?.reading !== reading) {
      const { catalog, lexical } = reading;
      this.#index = { reading, index: new StoredFolderIndex(this.#params.root, catalog, lexical, () => this.#meaning.dense, () => this.#meaning.embeddedChunks) };
    }
    return this.#index.index;
  }

  state(): FolderState {
    const catalog = this.#store.reading?.catalog;
    const updatedAt = catalog?.meta('updatedAt') ?? null;
    const { activity, progress } = this.#progress;
    return {
      root: this.#params.root, activity: activity !== 'idle' && this.#shared.turns.paused ? 'paused' : activity, writer: this.#takeOver === undefined ? 'self' : 'other',
      exists: catalog !== undefined, ...(catalog?.counts() ?? { files: 0, chunks: 0, skipped: {} }), embeddedChunks: this.#meaning.embeddedChunks,
      bytesOnDisk: this.#store.bytesOnDisk(), vectorBytes: this.#meaning.vectorBytes, embeddingModel: this.#meaning.modelSha256,
      updatedAt: updatedAt === null ? null : Number(updatedAt), progress,
    };
  }

  /**
   * Where another process writes this folder, nothing is done: it keeps the index up to date.
   * @throws Failure by reason; `cancelled`.
   */
  async update({ paths }: UpdateParams, signal: AbortSignal): Promise<UpdateReport> {
    const startMs = this.#shared.clock.nowMs();
    const computed = this.#updateAsWriter(paths, AbortSignal.any([signal, this.#closing.signal]));
    this.#running.add(computed);
    try {
      const embeddingsComputed = await computed;
      const { files, chunks, skipped, writer } = this.state();
      return { files, chunks, embeddingsComputed, skipped, writer, seconds: (this.#shared.clock.nowMs() - startMs) / 1000 };
    } finally {
      this.#running.delete(computed);
    }
  }

  /** @throws Failure `index-empty` where there is no index and none is being made; `cancelled`. */
  async wordsReady(cancellation: Cancellation): Promise<void> {
    if (this.#words !== undefined) await untilCancelled(this.#words.ready, cancellation);
    if ((this.#store.reading?.catalog.meta('wordsAt') ?? null) === null) throw new Failure('index-empty', `The folder ${this.#params.root} is not indexed.`);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#takeOver);
    await Promise.allSettled(this.#running);
    await this.#meaning.close();
    this.#store.close();
  }

  async #updateAsWriter(paths: readonly string[], cancellation: Cancellation): Promise<number> {
    const whole = paths.length === 0;
    const indexer = this.#becomeWriter();
    if (indexer === undefined) return 0;
    if (whole) this.#begin();
    try {
      const computed = await indexer.update({ paths, recentFiles: this.#params.recentFiles }, cancellation);
      if (whole) this.#store.write()?.setMeta('updatedAt', String(Date.now()));
      await this.#meaning.recount();
      return computed;
    } finally {
      if (whole) this.#end();
      this.#tellNow();
    }
  }

  #begin(): void {
    this.#progress.begin();
    if (this.#words !== undefined) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#words = { ready: promise, resolve: () => { resolve(undefined); } };
  }

  #end(): void {
    this.#progress.end();
    this.#endWords();
  }

  #endWords(): void {
    this.#words?.resolve();
    this.#words = undefined;
  }

  #becomeWriter(): Indexer | undefined {
    const writer = this.#store.write();
    if (writer === undefined) {
      this.#takeOver ??= setInterval(() => { this.#tryTakeOver(); }, takeOverMs).unref();
      return undefined;
    }
    clearInterval(this.#takeOver);
    this.#takeOver = undefined;
    const { root, excludeGlobs } = this.#params;
    const { limits, preparer, turns, clock, embedder } = this.#shared;
    this.#indexer ??= new Indexer({
      root, source: new FolderFiles({ root, excludeGlobs, limits, removedPaths: [] }), preparer, catalog: writer, vectors: this.#meaning,
      embedder: async () => {
        const loaded = await embedder();
        if (loaded !== null) await this.#meaning.open();
        return loaded;
      },
      preparation, turns, clock, now: Date.now, onEvent: (event) => { this.#note(event); },
    });
    return this.#indexer;
  }

  /** The writer may have ended in the middle of its work, so all is looked at again. */
  #tryTakeOver(): void {
    if (this.#becomeWriter() === undefined) return;
    this.#tellNow();
    this.update({ root: this.#params.root, paths: [] }, never).catch((error: unknown) => {
      if (!isFailure(error, 'cancelled')) this.#shared.log(`Updating ${this.#params.root} failed: ${String(error)}`);
    });
  }

  /** Words answer where the model cannot: its Failure is told by the next update. */
  async #openMeaning(): Promise<void> {
    try {
      await this.#meaning.open();
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#shared.log(error.message);
    }
  }

  #note(event: IndexingEvent): void {
    if (event.type === 'embedded') this.#meaning.count(event.chunks);
    const changed = this.#progress.note(event, () => (this.#store.reading?.catalog.chunkCount() ?? 0) - this.#meaning.embeddedChunks);
    if (event.type === 'wordsReady') {
      this.#store.write()?.setMeta('wordsAt', String(Date.now()));
      this.#endWords();
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
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = (): void => { reject(new Failure('cancelled', 'Waiting for the index was cancelled.')); };
  if (cancellation.aborted) stop();
  cancellation.addEventListener('abort', stop, { once: true });
  try {
    await Promise.race([promise, stopped]);
  } finally {
    cancellation.removeEventListener('abort', stop);
  }
}
