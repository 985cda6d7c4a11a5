import { Failure, isFailure } from '../../core/errors.ts';
import { wordsAtKey } from '../../core/indexing/catalogPort.ts';
import type { IndexingEvent } from '../../core/indexing/indexingEvents.ts';
import type {
  FolderState,
  OpenFolderParams,
  TeamState,
  UpdateParams,
  UpdateReport,
} from '../../core/indexing/folderState.ts';
import { changesRules } from '../../core/indexing/indexingRules.ts';
import { untilCancelled } from '../../core/indexing/untilCancelled.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { IndexedFolder } from '../../core/ports/folderIndex.ts';
import type { FolderStore } from '../../node/catalog/folderStore.ts';
import { sqliteFailure } from '../../node/catalog/database/sqliteFailure.ts';
import { FolderArchive } from './folderArchive.ts';
import type { FolderMeaning } from './folderMeaning.ts';
import { folderParts } from './folderParts.ts';
import type { FolderPlace } from './folderParts.ts';
import type { FolderProgress } from './folderProgress.ts';
import { FolderPublisher } from './folderPublisher.ts';
import { FolderReads } from './folderReads.ts';
import { FolderWriter } from './folderWriter.ts';
import type { IndexedBy } from './indexedBy.ts';
import { MeaningRetries } from './meaningRetries.ts';
import { RunningWork } from '../runningWork.ts';
import { SearchedFolder } from './searchedFolder.ts';
import type { SharedParts } from '../sharedParts.ts';
import { StateReports } from './stateReports.ts';
import { WriterRole } from './writerRole.ts';
import { wording } from '../../core/texts/wording.ts';

const never = new AbortController().signal;

export interface OpenedPlace extends FolderPlace {
  /** Why the team's index is not used although one is set. */
  readonly teamProblem: TeamState | null;
}

/** One workspace folder's index in this process. */
export class OpenedFolder {
  readonly reads: FolderReads;
  readonly archive: FolderArchive;
  readonly publisher: FolderPublisher;
  readonly #params: OpenFolderParams;
  readonly #shared: SharedParts;
  readonly #place: OpenedPlace;
  readonly #store: FolderStore;
  readonly #indexedBy: IndexedBy;
  readonly #meaning: FolderMeaning;
  readonly #progress: FolderProgress;
  readonly #searched: SearchedFolder;
  readonly #writer: FolderWriter;
  readonly #reports: StateReports<FolderState>;
  readonly #work = new RunningWork();
  readonly #role: WriterRole;
  readonly #retries = new MeaningRetries(() => {
    this.#inBackground(this.update({ root: this.#params.root, paths: [] }, never));
  });
  #closed = false;
  /** The generation of the team's index that own files were last compared with. */
  #comparedWith: number | undefined;
  #repairing: Promise<void> | undefined;

  constructor(
    params: OpenFolderParams,
    place: OpenedPlace,
    shared: SharedParts,
    tell: (state: FolderState) => void,
  ) {
    const parts = folderParts(params, place, shared);
    this.#params = params;
    this.#shared = shared;
    this.#place = place;
    this.#store = parts.store;
    this.#indexedBy = parts.indexedBy;
    this.#meaning = parts.meaning;
    this.#progress = parts.progress;
    this.reads = new FolderReads(parts);
    this.archive = new FolderArchive(parts);
    this.publisher = new FolderPublisher(parts);
    this.#searched = new SearchedFolder({
      ...parts,
      checkOpen: () => {
        this.#checkOpen();
      },
      onDamage: () => {
        this.noteDamage();
      },
      onPublished: (generation) => {
        this.#notePublished(generation);
      },
    });
    this.#writer = new FolderWriter({
      ...parts,
      index: () => this.index(),
      onEvent: (event) => {
        this.#note(event);
      },
    });
    this.#role = new WriterRole({
      ...parts,
      writer: this.#writer,
      onTakeOver: () => {
        this.#checkAfterTakeOver();
      },
      inBackground: (work) => {
        this.#inBackground(work);
      },
      onWritten: () => this.#reports.now(),
    });
    this.#reports = new StateReports({
      read: () => this.state(),
      report: tell,
      nowMs: () => shared.clock.nowMs(),
    });
  }

  /** What a search reads, with its vector index open; undefined while there is no index. */
  index(): Promise<IndexedFolder | undefined> {
    return this.#searched.open();
  }

  async state(): Promise<FolderState> {
    const { activity, progress, waitsForPower } = this.#progress;
    const { pausedFor } = this.#shared;
    const summary = await this.#store.summary();
    return {
      root: this.#params.root,
      activity: activity !== 'idle' && pausedFor !== null ? 'paused' : activity,
      ...(pausedFor === null ? {} : { pausedFor }),
      ...(waitsForPower ? { waitsForPower } : {}),
      writer: this.#role.otherIsThere ? 'other' : 'self',
      ...summary,
      embeddedChunks: this.#meaning.embeddedChunks,
      bytesOnDisk: this.#store.bytesOnDisk(),
      vectorBytes: this.#store.bytesOnDisk('vectors-') + this.#meaning.storedBytes,
      embeddingModel: this.#meaning.modelSha256,
      ...this.#served(),
      ...this.#team(),
      comparesAll: this.#meaning.comparesAll,
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
    const { files, chunks, skipped, pagesWithoutText, meaningProblem, writer } = await this.state();
    return {
      files,
      chunks,
      embeddingsComputed,
      skipped,
      ...(pagesWithoutText === undefined ? {} : { pagesWithoutText }),
      ...(meaningProblem === undefined ? {} : { meaningProblem }),
      writer,
      keptStoredRules: this.#indexedBy.keepsStored,
      comparesAll: this.#meaning.comparesAll,
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
      if (!this.#role.otherIsThere)
        throw new Failure(
          'index-empty',
          wording('The folder {root} is not indexed.', { root: this.#params.root }),
        );
      await untilCancelled(this.#role.nextLook(), cancellation);
    }
  }

  /** Reports the state again, because indexing was paused or resumed. */
  pausedChanged(): void {
    if (this.#progress.activity !== 'idle') this.#inBackground(this.#reports.now());
  }

  /** Embeddings may be computed again. */
  powerReturned(): void {
    if (this.#progress.endWaitForPower()) this.#inBackground(this.#reports.now());
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
      throw new Failure(
        'index-locked',
        wording('Another window writes the index of {root}.', { root: this.#params.root }),
      );
    await this.#discard();
    await this.#reports.now();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#role.leave();
    this.#retries.end();
    await this.#reports.end();
    await this.#work.stop();
    await this.#meaning.close();
    await this.#store.endSearches(this.#wasClosed());
    this.#store.close();
    await this.#place.team?.close();
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

  async #updateAsWriter(paths: readonly string[], cancellation: Cancellation): Promise<number> {
    this.#role.tryBecome();
    const computed = await this.#writer.update(paths, cancellation, (work) => {
      const tracked = this.#work.track(work);
      this.#inBackground(tracked);
      return tracked;
    });
    if (paths.length === 0) this.#comparedWith = this.#place.team?.state?.generation;
    return computed;
  }

  /** The other writer may have ended in the middle of its work, so everything is checked again. */
  #checkAfterTakeOver(): void {
    this.#inBackground(this.#reports.now());
    this.#inBackground(this.update({ root: this.#params.root, paths: [] }, never));
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
      new Failure(
        'index-empty',
        wording('The index of {root} is deleted or being rebuilt.', { root: this.#params.root }),
      ),
    );
    this.#writer.reset();
    this.#searched.reset();
    this.#store.discard();
  }

  /** Something was published since own files were compared with the team's index. */
  #notePublished(generation: number): void {
    if (this.#comparedWith === undefined || generation === this.#comparedWith) return;
    this.#comparedWith = generation;
    this.#inBackground(this.update({ root: this.#params.root, paths: [] }, never));
  }

  #team(): Pick<FolderState, 'team'> {
    const { team, teamProblem } = this.#place;
    if (team === null) return teamProblem === null ? {} : { team: teamProblem };
    const { state } = team;
    if (state === undefined) return {};
    const { branchName: branch, commit, chunks } = state;
    return { team: { store: team.name, branch, commit, chunks } };
  }

  /** The server that embeds, and what its problem is; nothing for a model of this machine. */
  #served(): Pick<FolderState, 'embeddingServer' | 'meaningProblem'> {
    const { server } = this.#meaning;
    const { problem } = this.#retries;
    return {
      ...(server === null ? {} : { embeddingServer: { host: server.host, model: server.model } }),
      ...(problem === null
        ? {}
        : { meaningProblem: { reason: problem.reason, wording: problem.wording } }),
    };
  }

  #checkOpen(): void {
    if (this.#closed) throw this.#wasClosed();
  }

  #wasClosed(): Failure {
    return new Failure(
      'folder-missing',
      wording('The folder {root} was closed.', { root: this.#params.root }),
    );
  }

  #note(event: IndexingEvent): void {
    if (event.type === 'embedded') this.#meaning.count(event.chunks);
    if (event.type === 'embeddingEnded') this.#retries.note(event.failure);
    if (event.type === 'edited') this.#meaning.count(event.embeddedChunks);
    const changed = this.#progress.note(event);
    this.#inBackground(changed ? this.#reports.now() : this.#reports.nowAndThen());
  }
}
