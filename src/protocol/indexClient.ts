import type { MessageConnection } from 'vscode-jsonrpc';
import { isFailure } from '../core/errors.ts';
import type { SkipReason } from '../core/domain.ts';
import type { Cancellation, SearchRequest, SearchResult } from '../core/ports.ts';
import type { IndexService } from '../core/indexing/indexService.ts';
import type { IndexTest } from '../core/retrieval/quality/measureIndex.ts';
import {
  CheckSentences,
  CloseFolder,
  Configure,
  Explain,
  FolderStateChanged,
  LexicalReady,
  ListSkipped,
  OpenFolder,
  RemoveFolder,
  Search,
  SetPaused,
  TestIndex,
  Update,
} from './indexMessages.ts';
import type {
  ConfigureParams,
  ExplainResult,
  FolderState,
  OpenFolderParams,
  SkippedFile,
  UpdateParams,
  UpdateReport,
} from '../core/indexing/folderState.ts';
import type { ChildProcess } from './childProcess.ts';
import { call } from './rpc.ts';

/**
 * The index process as the host and the CLI use it. After a crash the process is started anew and what was configured and opened is
 * said again, so a later call works; the calls that were pending fail with `process-crashed`.
 */
export class IndexClient implements IndexService {
  readonly #child: ChildProcess;
  readonly #folders = new Map<string, OpenFolderParams>();
  readonly #listeners = new Set<(state: FolderState) => void>();
  #configuration: ConfigureParams;
  #connection: MessageConnection | undefined;
  #pausedByUser = false;
  #rests = 0;

  constructor(child: ChildProcess, configuration: ConfigureParams) {
    this.#child = child;
    this.#configuration = configuration;
    child.onStart(async (connection) => {
      this.#connection = connection;
      connection.onDispose(() => {
        if (this.#connection === connection) this.#connection = undefined;
      });
      connection.onNotification(FolderStateChanged, (state) => {
        for (const listener of this.#listeners) listener(state);
      });
      await this.#restore(connection);
    });
  }

  /** Takes effect at once where the process runs, else when it starts; does not start it. */
  async configure(params: ConfigureParams): Promise<void> {
    this.#configuration = params;
    if (this.#connection !== undefined) await unlessGone(call(this.#connection, Configure, params));
  }

  async openFolder(params: OpenFolderParams): Promise<FolderState> {
    const connection = await this.#child.connect();
    const state = await call(connection, OpenFolder, params);
    this.#folders.set(params.root, params);
    return state;
  }

  /** A process that is gone has closed the folder and is not started for it. */
  async closeFolder(root: string): Promise<void> {
    this.#folders.delete(root);
    if (this.#connection !== undefined)
      await unlessGone(call(this.#connection, CloseFolder, { root }));
  }

  async update(params: UpdateParams, cancellation?: Cancellation): Promise<UpdateReport> {
    return call(await this.#child.connect(), Update, params, cancellation);
  }

  async lexicalReady(root: string, cancellation?: Cancellation): Promise<void> {
    await call(await this.#child.connect(), LexicalReady, { root }, cancellation);
  }

  async search(request: SearchRequest, cancellation: Cancellation): Promise<SearchResult> {
    return call(await this.#child.connect(), Search, request, cancellation);
  }

  /** Pauses or resumes indexing as the user wishes. */
  async setPaused(paused: boolean): Promise<void> {
    this.#pausedByUser = paused;
    await this.#sendPaused();
  }

  /** Indexing rests until `work` has ended; it then goes on unless the user paused it. */
  async restWhile<T>(work: () => Promise<T>): Promise<T> {
    this.#rests++;
    try {
      if (this.#rests === 1) await this.#sendPaused();
      return await work();
    } finally {
      this.#rests--;
      if (this.#rests === 0) await this.#sendPaused();
    }
  }

  async removeFolder(root: string): Promise<void> {
    await call(await this.#child.connect(), RemoveFolder, { root });
  }

  /** How well questions find the texts that they were taken from; takes some seconds. */
  async testIndex(root: string, cancellation: Cancellation): Promise<IndexTest> {
    return call(await this.#child.connect(), TestIndex, { root }, cancellation);
  }

  async explain(root: string, path: string): Promise<ExplainResult> {
    return call(await this.#child.connect(), Explain, { root, path });
  }

  async listSkipped(
    root: string,
    limit: number,
    reason?: SkipReason,
  ): Promise<readonly SkippedFile[]> {
    return call(await this.#child.connect(), ListSkipped, { root, limit, reason });
  }

  async checkSentences(
    sentences: readonly string[],
    texts: readonly string[],
  ): Promise<readonly { text: number; support: number }[]> {
    return call(await this.#child.connect(), CheckSentences, { sentences, texts });
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
      await unlessGone(call(this.#connection, SetPaused, this.#pause()));
  }

  #pause(): { paused: boolean; byUser: boolean } {
    return { paused: this.#pausedByUser || this.#rests > 0, byUser: this.#pausedByUser };
  }

  /** A folder that cannot be opened again says so when it is next used; it keeps no other from working. */
  async #restore(connection: MessageConnection): Promise<void> {
    await call(connection, Configure, this.#configuration);
    if (this.#pause().paused) await call(connection, SetPaused, this.#pause());
    for (const folder of this.#folders.values()) {
      try {
        await call(connection, OpenFolder, folder);
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
