import { defaultEncoding } from '../core/encoding/encodingNames.ts';
import type { SkipReason, StoredChunk } from '../core/domain.ts';
import { Failure, isFailure } from '../core/errors.ts';
import { Indexer } from '../core/indexing/indexer.ts';
import type { IndexingEvent } from '../core/indexing/indexingEvents.ts';
import { wordsAtKey } from '../core/indexing/catalogPort.ts';
import { changesRules } from '../core/indexing/indexingRules.ts';
import { preparationIn } from '../core/indexing/preparation.ts';
import { priorityOf } from '../core/indexing/turns.ts';
import { untilCancelled } from '../core/indexing/untilCancelled.ts';
import type { Cancellation } from '../core/ports/cancellation.ts';
import type { IndexedFolder } from '../core/ports/folderIndex.ts';
import { suggestNames } from '../core/retrieval/question/suggestNames.ts';
import type { SuggestedName } from '../core/retrieval/question/suggestNames.ts';
import { FolderFiles } from '../node/listing/folderFiles.ts';
import { FolderStore } from '../node/catalog/folderStore.ts';
import type { StoreReading } from '../node/catalog/folderStore.ts';
import { sqliteFailure } from '../node/catalog/sqliteFailure.ts';
import { StoredFolder } from '../node/catalog/storedFolder.ts';
import type {
  ExplainResult,
  FolderState,
  OpenFolderParams,
  SkippedFile,
  UpdateParams,
  UpdateReport,
} from '../core/indexing/folderState.ts';
import { FolderMeaning } from './folderMeaning.ts';
import { FolderProgress } from './folderProgress.ts';
import { FolderRelevance } from './folderRelevance.ts';
import { IndexedBy } from './indexedBy.ts';
import { OtherWriter } from './otherWriter.ts';
import { RunningWork } from './runningWork.ts';
import type { SharedParts } from './sharedParts.ts';
import { StateReports } from './stateReports.ts';

const never = new AbortController().signal;

/** One workspace folder's index in this process. */
export class OpenedFolder {
  readonly #params: OpenFolderParams;
  readonly #shared: SharedParts;
  readonly #store: FolderStore;
  readonly #indexedBy: IndexedBy;
  readonly #files: FolderFiles;
  readonly #meaning: FolderMeaning;
  readonly #relevance: FolderRelevance;
  readonly #progress: FolderProgress;
  readonly #reports: StateReports<FolderState>;
  readonly #work = new RunningWork();
  readonly #otherWriter = new OtherWriter(() => {
    this.#tryTakeOver();
  });
  #closed = false;
  #indexer: Indexer | undefined;
  #index: { readonly reading: StoreReading; readonly index: StoredFolder } | undefined;
  #repairing: Promise<void> | undefined;

  constructor(
    params: OpenFolderParams,
    directory: string,
    shared: SharedParts,
    tell: (state: FolderState) => void,
  ) {
    this.#params = params;
    this.#shared = shared;
    this.#store = new FolderStore(directory, shared.log);
    const indexedBy = new IndexedBy(params, shared.sizeLimits, () => this.#store.reading?.catalog);
    this.#indexedBy = indexedBy;
    this.#files = new FolderFiles({
      root: params.root,
      get excludeGlobs() {
        return indexedBy.rules.excludeGlobs;
      },
      limits: () => indexedBy.limits,
      log: shared.log,
    });
    this.#meaning = new FolderMeaning({
      store: this.#store,
      metric: shared.metric,
      embedder: shared.embedder,
      log: shared.log,
      setMeta: (key, value) =>
        shared.turns.run('edit', never, async () => {
          await this.#store.write()?.setMeta(key, value);
        }),
    });
    this.#relevance = new FolderRelevance(shared.turns);
    this.#progress = new FolderProgress(shared.clock);
    this.#reports = new StateReports({
      read: () => this.state(),
      report: tell,
      nowMs: () => shared.clock.nowMs(),
    });
  }

  /** What a search reads, with its vector index open; undefined while there is no index. */
  async index(): Promise<IndexedFolder | undefined> {
    this.#checkOpen();
    const { reading } = this.#store;
    if (reading === undefined) return undefined;
    await this.#openMeaning();
    this.#checkOpen();
    if (this.#index?.reading !== reading) {
      this.#index = {
        reading,
        index: new StoredFolder({
          root: this.#params.root,
          snapshots: reading.snapshots,
          dense: () => this.#meaning.dense,
          embeddedChunks: () => this.#meaning.embeddedChunks,
          relevanceThreshold: (catalog) =>
            this.#relevance.threshold(catalog, this.#meaning.modelSha256, this.#shared.metric()),
        }),
      };
    }
    return this.#index.index;
  }

  async state(): Promise<FolderState> {
    const { activity, progress } = this.#progress;
    const summary = await this.#store.summary();
    return {
      root: this.#params.root,
      activity: activity !== 'idle' && this.#shared.turns.paused ? 'paused' : activity,
      resting: this.#shared.resting,
      writer: this.#otherWriter.isThere ? 'other' : 'self',
      ...summary,
      embeddedChunks: this.#meaning.embeddedChunks,
      bytesOnDisk: this.#store.bytesOnDisk(),
      vectorBytes: this.#store.bytesOnDisk('vectors-') + this.#meaning.storedBytes,
      embeddingModel: this.#meaning.modelSha256,
      progress,
    };
  }

  /**
   * Brings files and folders up to date. Does nothing if another process is the writer, because
   * that one does it. A damaged index is rebuilt.
   * @throws Failure by reason; `cancelled`.
   */
  async update({ paths }: UpdateParams, signal: AbortSignal): Promise<UpdateReport> {
    const startMs = this.#shared.clock.nowMs();
    const wanted = paths.some(changesRules) ? [] : paths;
    const embeddingsComputed = await this.#run(wanted, signal).catch(async (error: unknown) => {
      if (!isFailure(error, 'index-unreadable')) throw error;
      await this.#repair();
      return this.#run([], signal);
    });
    const { files, chunks, skipped, pagesWithoutText, writer } = await this.state();
    return {
      files,
      chunks,
      embeddingsComputed,
      skipped,
      ...(pagesWithoutText === undefined ? {} : { pagesWithoutText }),
      writer,
      keptStoredRules: this.#indexedBy.keepsStored,
      seconds: (this.#shared.clock.nowMs() - startMs) / 1000,
    };
  }

  /**
   * Resolves when the folder's words can be searched. Waits for another writer too.
   * @throws Failure `index-empty` if there is no index and none is being built; `cancelled`.
   */
  async wordsReady(cancellation: Cancellation): Promise<void> {
    for (;;) {
      await this.#progress.wordsEnded(cancellation);
      if (((await this.#store.reading?.catalog.meta(wordsAtKey)) ?? null) !== null) return;
      if (!this.#otherWriter.isThere)
        throw new Failure('index-empty', `The folder ${this.#params.root} is not indexed.`);
      await untilCancelled(this.#otherWriter.nextLook(), cancellation);
    }
  }

  async explain(path: string): Promise<ExplainResult> {
    await this.#indexedBy.refresh();
    const status = (await this.#store.reading?.catalog.fileStatus(path)) ?? null;
    const verdict = await this.#files.verdict(path);
    if (verdict !== null)
      return {
        indexed: false,
        reason: verdict.reason,
        rule: verdict.rule === '' ? null : verdict.rule,
        ruleLocation: verdict.location === '' ? null : verdict.location,
      };
    const { pagesWithoutText = 0 } = status ?? {};
    return {
      indexed: status !== null && status.skipped === null,
      reason: status?.skipped ?? null,
      rule: null,
      ruleLocation: null,
      ...(status === null || status.reading === null ? {} : { reading: status.reading }),
      ...(pagesWithoutText === 0 ? {} : { pagesWithoutText }),
    };
  }

  /** Reports the state again, because indexing was paused or resumed. */
  pausedChanged(): void {
    if (this.#progress.activity !== 'idle') this.#inBackground(this.#reports.now());
  }

  /** The chunks of one indexed file in order; none where it is not indexed. */
  async fileChunks(path: string): Promise<readonly StoredChunk[]> {
    return (await this.#store.reading?.catalog.chunksAt(path)) ?? [];
  }

  async skippedFiles(limit: number, reason?: SkipReason): Promise<readonly SkippedFile[]> {
    return (await this.#store.reading?.catalog.leftOut(limit, reason)) ?? [];
  }

  /** Names in the index that match what is typed; none while there is no index. */
  async suggestNames(typed: string, limit: number): Promise<readonly SuggestedName[]> {
    const { reading } = this.#store;
    return reading === undefined
      ? []
      : suggestNames(await reading.catalog.namesLike(typed), typed, limit);
  }

  /** A search came across a damaged file. The index is rebuilt in the background. */
  noteDamage(): void {
    this.#inBackground(
      this.#repair().then(() => this.update({ root: this.#params.root, paths: [] }, never)),
    );
  }

  /**
   * Deletes the index.
   * @throws Failure `index-locked` while another process is its writer.
   */
  async remove(): Promise<void> {
    await this.#work.stop();
    if (this.#store.write() === undefined)
      throw new Failure('index-locked', `Another window writes the index of ${this.#params.root}.`);
    await this.#discard();
    await this.#reports.now();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#otherWriter.leave();
    await this.#reports.end();
    await this.#work.stop();
    await this.#meaning.close();
    await this.#store.endSearches(this.#wasClosed());
    this.#store.close();
  }

  async #run(paths: readonly string[], signal: AbortSignal): Promise<number> {
    try {
      return await this.#work.track(
        this.#updateAsWriter(paths, AbortSignal.any([signal, this.#work.stopping])),
      );
    } catch (error) {
      throw sqliteFailure(error, this.#store.directory);
    } finally {
      await this.#reports.now();
    }
  }

  async #measureRelevance(cancellation: Cancellation): Promise<void> {
    const embedder = await this.#shared.embedder();
    const index = await this.index();
    const catalog = this.#store.reading?.catalog;
    const writer = this.#store.write();
    if (embedder === null || index === undefined || catalog === undefined || writer === undefined)
      return;
    await this.#relevance.keep(
      {
        catalog,
        index,
        embedder,
        metric: this.#shared.metric(),
        setMeta: (key, value) =>
          this.#shared.turns.run('edit', cancellation, () => writer.setMeta(key, value)),
      },
      cancellation,
    );
  }

  async #updateAsWriter(paths: readonly string[], cancellation: Cancellation): Promise<number> {
    const indexer = this.#becomeWriter();
    await this.#indexedBy.refresh();
    if (indexer === undefined) return 0;
    const update = (): Promise<number> =>
      indexer.update({ paths, recentFiles: this.#params.recentFiles }, cancellation);
    const computed =
      priorityOf(paths) === 'edit'
        ? await update()
        : await this.#progress.during(async () => {
            await this.#store.carryOlder((step) =>
              this.#shared.turns.run('bulk', cancellation, step),
            );
            return update();
          });
    if (paths.length === 0) await this.#noteComplete();
    if (priorityOf(paths) === 'bulk') await this.#meaning.recount();
    const measuring = this.#work.track(this.#measureRelevance(cancellation));
    this.#inBackground(measuring);
    // A terminal asks once and is gone, so the threshold must be there when the update ends.
    if (priorityOf(paths) === 'bulk') await measuring.catch(() => undefined);
    return computed;
  }

  /**
   * In a turn of its own: within an edit's transaction, these entries could be rolled back with it.
   */
  async #noteComplete(): Promise<void> {
    await this.#shared.turns.run('edit', never, async () => {
      const writer = this.#store.write();
      await writer?.setMeta(...this.#indexedBy.entry);
      await writer?.setMeta('updatedAt', String(Date.now()));
    });
  }

  #becomeWriter(): Indexer | undefined {
    const writer = this.#store.write();
    if (writer === undefined) {
      this.#otherWriter.follow();
      return undefined;
    }
    this.#otherWriter.leave();
    const { preparer, turns, embedder } = this.#shared;
    const encoding = this.#params.encoding ?? defaultEncoding;
    this.#indexer ??= new Indexer({
      root: this.#params.root,
      source: this.#files,
      preparer: {
        prepare: (folder, path, knownHash) =>
          preparer(this.#indexedBy.limits).prepare(folder, path, knownHash, encoding),
      },
      catalog: writer,
      vectors: this.#meaning,
      embedder: async () => {
        const loaded = await embedder();
        if (loaded !== null) await this.#meaning.open();
        return loaded;
      },
      embeddingCounts: {
        embeddedIn: (paths) => this.#meaning.embeddedIn(paths),
        missing: async () => {
          const chunks = (await this.#store.reading?.catalog.chunkCount()) ?? 0;
          return chunks - this.#meaning.embeddedChunks;
        },
      },
      preparation: preparationIn(encoding),
      turns,
      now: Date.now,
      onEvent: (event) => {
        this.#note(event);
      },
    });
    return this.#indexer;
  }

  /**
   * Becomes the writer if the other one is gone. That one may have ended in the middle of its work,
   * so everything is checked again.
   */
  #tryTakeOver(): void {
    if (this.#becomeWriter() === undefined) {
      this.#inBackground(this.#followOther());
      return;
    }
    this.#inBackground(this.#reports.now());
    this.#inBackground(this.update({ root: this.#params.root, paths: [] }, never));
  }

  async #followOther(): Promise<void> {
    if (!this.#otherWriter.hasWritten(await this.#store.reading?.catalog.dataVersion())) return;
    await this.#meaning.recount();
    await this.#reports.now();
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!isFailure(error, 'cancelled'))
        this.#shared.log(
          `Updating ${this.#params.root} failed: ` +
            (error instanceof Error ? error.message : String(error)),
        );
    });
  }

  /**
   * Discards a damaged index. A process that only reads reopens it, since the writer will have
   * rebuilt it.
   */
  async #repair(): Promise<void> {
    this.#repairing ??= this.#work
      .stop()
      .then(() => this.#discard())
      .finally(() => {
        this.#repairing = undefined;
      });
    await this.#repairing;
  }

  async #discard(): Promise<void> {
    await this.#meaning.close();
    await this.#store.endSearches(
      new Failure('index-empty', `The index of ${this.#params.root} is deleted or being rebuilt.`),
    );
    this.#indexer = undefined;
    this.#index = undefined;
    this.#store.discard();
  }

  #checkOpen(): void {
    if (this.#closed) throw this.#wasClosed();
  }

  #wasClosed(): Failure {
    return new Failure('folder-missing', `The folder ${this.#params.root} was closed.`);
  }

  /** Without the model, search goes by words alone; the next update reports the Failure. */
  async #openMeaning(): Promise<void> {
    try {
      await this.#meaning.open();
    } catch (error) {
      const failure = sqliteFailure(error, this.#store.directory);
      if (!isFailure(failure)) throw error;
      this.#shared.log(failure.message);
      if (failure.reason === 'index-unreadable') this.noteDamage();
    }
  }

  #note(event: IndexingEvent): void {
    if (event.type === 'embedded') this.#meaning.count(event.chunks);
    if (event.type === 'edited') this.#meaning.count(event.embeddedChunks);
    const changed = this.#progress.note(event);
    this.#inBackground(changed ? this.#reports.now() : this.#reports.nowAndThen());
  }
}
