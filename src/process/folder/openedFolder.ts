import { Failure, isFailure } from '../../core/errors.ts';
import { wordsAtKey } from '../../core/indexing/catalogPort.ts';
import type { IndexingEvent } from '../../core/indexing/indexingEvents.ts';
import type {
  FolderState,
  OpenFolderParams,
  TeamProblem,
  UpdateParams,
  UpdateReport,
} from '../../core/indexing/folderState.ts';
import { changesRules } from '../../core/indexing/indexingRules.ts';
import { untilCancelled } from '../../core/indexing/untilCancelled.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { IndexedFolder } from '../../core/ports/folderIndex.ts';
import { sqliteFailure } from '../../node/catalog/database/sqliteFailure.ts';
import { FolderArchive } from './folderArchive.ts';
import { folderParts } from './folderParts.ts';
import type { FolderParts, FolderPlace } from './folderParts.ts';
import { FolderPublisher } from './folderPublisher.ts';
import { FolderReads } from './folderReads.ts';
import { FolderWriter } from './folderWriter.ts';
import { MeaningRetries } from './meaningRetries.ts';
import { RunningWork } from '../runningWork.ts';
import { SearchedFolder } from './searchedFolder.ts';
import type { SharedParts } from '../sharedParts.ts';
import { readFolderState } from './readFolderState.ts';
import { StateReports } from './stateReports.ts';
import { WriterRole } from './writerRole.ts';
import { wording } from '../../core/texts/wording.ts';

const never = new AbortController().signal;

export interface OpenedPlace extends FolderPlace {
  /** Why the team's index is not used although one is set. */
  readonly teamProblem: TeamProblem | null;
}

/** One workspace folder's index in this process. */
export class OpenedFolder {
  readonly reads: FolderReads;
  readonly archive: FolderArchive;
  readonly publisher: FolderPublisher;
  readonly #parts: FolderParts;
  readonly #teamProblem: TeamProblem | null;
  readonly #searched: SearchedFolder;
  readonly #writer: FolderWriter;
  readonly #reports: StateReports<FolderState>;
  readonly #work = new RunningWork();
  readonly #role: WriterRole;
  readonly #retries = new MeaningRetries(() => {
    this.#inBackground(this.#updateAll());
  });
  #closed = false;
  /** The generation of the team's index that own files were last compared with. */
  #comparedWith: number | undefined;
  /** Why the team's index did not answer the last search; undefined if it did. */
  #teamAway: string | undefined;
  #repairing: Promise<void> | undefined;

  constructor(
    params: OpenFolderParams,
    place: OpenedPlace,
    shared: SharedParts,
    tell: (state: FolderState) => void,
  ) {
    const parts = folderParts(params, place, shared);
    this.#parts = parts;
    this.#teamProblem = place.teamProblem;
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
      teamProblem: place.teamProblem,
      onTeamAsked: () => {
        this.#noteTeam();
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

  state(): Promise<FolderState> {
    return readFolderState({
      ...this.#parts,
      teamProblem: this.#teamProblem,
      role: this.#role,
      retries: this.#retries,
    });
  }

  /**
   * Brings files and folders up to date. Does nothing if another process is the writer, because
   * that one does it. A damaged index is rebuilt.
   * @throws Failure by reason; `cancelled`.
   */
  async update({ paths }: UpdateParams, signal: AbortSignal): Promise<UpdateReport> {
    const startMs = this.#parts.shared.clock.nowMs();
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
      keptStoredRules: this.#parts.indexedBy.keepsStored,
      comparesAll: this.#parts.meaning.comparesAll,
      seconds: (this.#parts.shared.clock.nowMs() - startMs) / 1000,
    };
  }

  /**
   * Resolves when the folder's words can be searched. Waits for another writer too.
   * @throws Failure `index-empty` if there is no index and none is being built; `cancelled`.
   */
  async wordsReady(cancellation: Cancellation): Promise<void> {
    for (;;) {
      await this.#parts.progress.wordsEnded(cancellation);
      if (((await this.#parts.store.reading?.catalog.meta(wordsAtKey)) ?? null) !== null) return;
      if (!this.#role.otherIsThere)
        throw new Failure(
          'index-empty',
          wording('The folder {root} is not indexed.', { root: this.#parts.params.root }),
        );
      await untilCancelled(this.#role.nextLook(), cancellation);
    }
  }

  /** Reports the state again, because indexing was paused or resumed. */
  pausedChanged(): void {
    if (this.#parts.progress.activity !== 'idle') this.#inBackground(this.#reports.now());
  }

  /** Embeddings may be computed again. */
  powerReturned(): void {
    if (this.#parts.progress.endWaitForPower()) this.#inBackground(this.#reports.now());
  }

  /** A search came across a damaged file. The index is rebuilt in the background. */
  noteDamage(): void {
    this.#inBackground(this.#repair().then(() => this.#updateAll()));
  }

  /**
   * Deletes the index.
   * @throws Failure `index-locked` while another process is its writer.
   */
  async remove(): Promise<void> {
    await this.#work.stop();
    if (this.#parts.store.write() === undefined)
      throw new Failure(
        'index-locked',
        wording('Another window writes the index of {root}.', { root: this.#parts.params.root }),
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
    await this.#parts.meaning.close();
    await this.#parts.store.endSearches(this.#wasClosed());
    this.#parts.store.close();
    await this.#parts.team?.close();
  }

  async #run(paths: readonly string[], signal: AbortSignal): Promise<number> {
    try {
      return await this.#work.track(
        this.#updateAsWriter(paths, AbortSignal.any([signal, this.#work.stopping])),
      );
    } catch (error) {
      throw sqliteFailure(error, this.#parts.store.directory);
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
    if (paths.length === 0) this.#comparedWith = this.#parts.team?.state?.generation;
    return computed;
  }

  /** The other writer may have ended in the middle of its work, so everything is checked again. */
  #checkAfterTakeOver(): void {
    this.#inBackground(this.#reports.now());
    this.#inBackground(this.#updateAll());
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!isFailure(error, 'cancelled'))
        this.#parts.shared.log(
          `Updating ${this.#parts.params.root} failed: ` +
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
    await this.#parts.meaning.close();
    await this.#parts.store.endSearches(
      new Failure(
        'index-empty',
        wording('The index of {root} is deleted or being rebuilt.', {
          root: this.#parts.params.root,
        }),
      ),
    );
    this.#writer.reset();
    this.#searched.reset();
    this.#parts.store.discard();
  }

  /**
   * Reports it if the team's index has gone away or is back. Compares own files with it if
   * something was published since they were.
   */
  #noteTeam(): void {
    const { state, problem } = this.#parts.team ?? {};
    if (problem?.message !== this.#teamAway) {
      this.#teamAway = problem?.message;
      this.#inBackground(this.#reports.now());
    }
    if (state === undefined || this.#comparedWith === undefined) return;
    if (state.generation === this.#comparedWith) return;
    this.#comparedWith = state.generation;
    this.#inBackground(this.#updateAll());
  }

  #updateAll(): Promise<UpdateReport> {
    return this.update({ root: this.#parts.params.root, paths: [] }, never);
  }

  #checkOpen(): void {
    if (this.#closed) throw this.#wasClosed();
  }

  #wasClosed(): Failure {
    return new Failure(
      'folder-missing',
      wording('The folder {root} was closed.', { root: this.#parts.params.root }),
    );
  }

  #note(event: IndexingEvent): void {
    if (event.type === 'embedded') this.#parts.meaning.count(event.chunks);
    if (event.type === 'embeddingEnded') this.#retries.note(event.failure);
    if (event.type === 'edited') this.#parts.meaning.count(event.embeddedChunks);
    const changed = this.#parts.progress.note(event);
    this.#inBackground(changed ? this.#reports.now() : this.#reports.nowAndThen());
  }
}
