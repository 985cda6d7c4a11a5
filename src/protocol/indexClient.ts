import type { MessageConnection } from 'vscode-jsonrpc';
import type { Detection, DetectorPassage } from '../core/answering/detecting/detectUnsupported.ts';
import { isFailure } from '../core/errors.ts';
import type { SkipReason, StoredChunk } from '../core/domain.ts';
import type { Cancellation } from '../core/ports/cancellation.ts';
import type { SearchRequest, SearchResult } from '../core/ports/retriever.ts';
import type {
  ArchiveReport,
  IndexService,
  PublishParams,
  PublishReport,
} from '../core/indexing/indexService.ts';
import type { SuggestedName } from '../core/retrieval/question/suggestNames.ts';
import type { IndexTest } from '../core/retrieval/quality/measureIndex.ts';
import type {
  ConfigureParams,
  ExplainResult,
  FolderState,
  OpenFolderParams,
  PauseReason,
  Rest,
  SkippedFile,
  UpdateParams,
  UpdateReport,
} from '../core/indexing/folderState.ts';
import type { ChildProcess } from './childProcess.ts';
import { indexMessages } from './indexMessages.ts';

/**
 * The index process as the host and the CLI use it. Pending calls fail with `process-crashed` if it
 * crashes. The next call restarts it, and the client repeats the configuration and open folders.
 */
export class IndexClient implements IndexService {
  readonly #child: ChildProcess;
  readonly #folders = new Map<string, OpenFolderParams>();
  readonly #listeners = new Set<(state: FolderState) => void>();
  readonly #configuration: () => Promise<ConfigureParams>;
  #connection: MessageConnection | undefined;
  #pausedByUser = false;
  readonly #rests: Record<Rest, number> = { answering: 0, typing: 0 };

  /** @param configuration called whenever the process starts or has to be configured again. */
  constructor(child: ChildProcess, configuration: () => Promise<ConfigureParams>) {
    this.#child = child;
    this.#configuration = configuration;
    child.onStart(async (connection) => {
      this.#connection = connection;
      connection.onDispose(() => {
        if (this.#connection === connection) this.#connection = undefined;
      });
      indexMessages.listen(connection, {
        folderState: (state) => {
          for (const listener of this.#listeners) listener(state);
        },
      });
      await this.#restore(connection);
    });
  }

  /**
   * The configuration has changed. Takes effect at once if the process runs, otherwise when it
   * starts; does not start it.
   */
  async configure(): Promise<void> {
    const params = await this.#configuration();
    if (this.#connection !== undefined)
      await unlessGone(indexMessages.call(this.#connection, 'configure', params));
  }

  async openFolder(params: OpenFolderParams): Promise<FolderState> {
    const connection = await this.#child.connect();
    const state = await indexMessages.call(connection, 'openFolder', params);
    this.#folders.set(params.root, params);
    return state;
  }

  /** A process that is gone has closed the folder and is not started for it. */
  async closeFolder(root: string): Promise<void> {
    this.#folders.delete(root);
    if (this.#connection !== undefined)
      await unlessGone(indexMessages.call(this.#connection, 'closeFolder', { root }));
  }

  async update(params: UpdateParams, cancellation?: Cancellation): Promise<UpdateReport> {
    return indexMessages.call(await this.#child.connect(), 'update', params, cancellation);
  }

  async lexicalReady(root: string, cancellation?: Cancellation): Promise<void> {
    await indexMessages.call(await this.#child.connect(), 'lexicalReady', { root }, cancellation);
  }

  async search(request: SearchRequest, cancellation: Cancellation): Promise<SearchResult> {
    return indexMessages.call(await this.#child.connect(), 'search', request, cancellation);
  }

  /** Pauses or resumes indexing as the user wishes. */
  async setPaused(paused: boolean): Promise<void> {
    this.#pausedByUser = paused;
    await this.#sendPaused();
  }

  /** Indexing rests until `work` has ended; it then goes on unless the user paused it. */
  async restWhile<T>(why: Rest, work: () => Promise<T>): Promise<T> {
    this.#rests[why]++;
    try {
      if (this.#rests[why] === 1) await this.#sendPaused();
      return await work();
    } finally {
      this.#rests[why]--;
      if (this.#rests[why] === 0) await this.#sendPaused();
    }
  }

  async embedNow(): Promise<void> {
    await indexMessages.call(await this.#child.connect(), 'embedNow', undefined);
  }

  async removeFolder(root: string): Promise<void> {
    await indexMessages.call(await this.#child.connect(), 'removeFolder', { root });
  }

  /** How well questions find the texts that they were taken from; takes some seconds. */
  async testIndex(root: string, cancellation: Cancellation): Promise<IndexTest> {
    return indexMessages.call(await this.#child.connect(), 'testIndex', { root }, cancellation);
  }

  async exportFolder(
    root: string,
    file: string,
    cancellation: Cancellation,
  ): Promise<ArchiveReport> {
    const params = { root, file };
    return indexMessages.call(await this.#child.connect(), 'exportFolder', params, cancellation);
  }

  async importFolder(
    root: string,
    file: string,
    cancellation: Cancellation,
  ): Promise<ArchiveReport> {
    const params = { root, file };
    return indexMessages.call(await this.#child.connect(), 'importFolder', params, cancellation);
  }

  async publishFolder(params: PublishParams, cancellation: Cancellation): Promise<PublishReport> {
    return indexMessages.call(await this.#child.connect(), 'publishFolder', params, cancellation);
  }

  async takeFromStore(params: PublishParams, cancellation: Cancellation): Promise<ArchiveReport> {
    return indexMessages.call(await this.#child.connect(), 'takeFromStore', params, cancellation);
  }

  async explain(root: string, path: string): Promise<ExplainResult> {
    return indexMessages.call(await this.#child.connect(), 'explain', { root, path });
  }

  async fileChunks(root: string, path: string): Promise<readonly StoredChunk[]> {
    return indexMessages.call(await this.#child.connect(), 'fileChunks', { root, path });
  }

  async listSkipped(
    root: string,
    limit: number,
    reason?: SkipReason,
  ): Promise<readonly SkippedFile[]> {
    return indexMessages.call(await this.#child.connect(), 'listSkipped', { root, limit, reason });
  }

  async suggestNames(
    root: string,
    typed: string,
    limit: number,
  ): Promise<readonly SuggestedName[]> {
    return indexMessages.call(await this.#child.connect(), 'suggestNames', { root, typed, limit });
  }

  /** See `MeaningCheck`. */
  async nearness(
    sentence: string,
    texts: readonly string[],
    enough: number,
  ): Promise<number | null> {
    const params = { sentence, texts, enough };
    return indexMessages.call(await this.#child.connect(), 'nearness', params);
  }

  /** Loads the detector ahead, if one is chosen. */
  async prepareDetector(): Promise<void> {
    if (this.#connection !== undefined)
      await unlessGone(indexMessages.call(this.#connection, 'prepareDetector', undefined));
  }

  /** Has the detector read an answer; null if none is chosen. */
  async detectUnsupported(
    passages: readonly DetectorPassage[],
    cancellation: Cancellation,
  ): Promise<Detection | null> {
    const connection = await this.#child.connect();
    return indexMessages.call(connection, 'detectUnsupported', { passages }, cancellation);
  }

  /** @returns a function that ends the subscription. */
  onFolderState(listener: (state: FolderState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async #sendPaused(): Promise<void> {
    if (this.#connection !== undefined)
      await unlessGone(
        indexMessages.call(this.#connection, 'setPaused', { reason: this.#pauseReason() }),
      );
  }

  #pauseReason(): PauseReason | null {
    if (this.#pausedByUser) return 'user';
    if (this.#rests.answering > 0) return 'answering';
    return this.#rests.typing > 0 ? 'typing' : null;
  }

  /** A folder that cannot be opened again fails when it is next used; the others keep working. */
  async #restore(connection: MessageConnection): Promise<void> {
    await indexMessages.call(connection, 'configure', await this.#configuration());
    const reason = this.#pauseReason();
    if (reason !== null) await indexMessages.call(connection, 'setPaused', { reason });
    for (const folder of this.#folders.values()) {
      try {
        await indexMessages.call(connection, 'openFolder', folder);
      } catch (error) {
        if (!isFailure(error) || isFailure(error, 'process-crashed')) throw error;
      }
    }
  }
}

/** A process that is gone hears of it when it is started again. */
async function unlessGone(sent: Promise<void>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    if (!isFailure(error, 'process-crashed') && !isFailure(error, 'cancelled')) throw error;
  }
}
