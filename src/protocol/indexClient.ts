import type { MessageConnection } from 'vscode-jsonrpc';
import type { Cancellation, Retriever, SearchRequest, SearchResult } from '../core/ports.ts';
import {
  CheckSentences, CloseFolder, Configure, Explain, FolderStateChanged, LexicalReady, OpenFolder, RemoveFolder, RemovePaths, Search, SetPaused, Update,
} from './indexMessages.ts';
import type { ConfigureParams, ExplainResult, FolderState, OpenFolderParams, UpdateParams, UpdateReport } from './indexMessages.ts';
import type { ChildProcess } from './childProcess.ts';
import { call } from './rpc.ts';

/**
 * The index process as the host and the CLI use it. After a crash the process is started anew and what was configured and opened is
 * said again, so a later call works; the calls that were pending fail with `process-crashed`.
 */
export class IndexClient implements Retriever {
  readonly #child: ChildProcess;
  readonly #folders = new Map<string, OpenFolderParams>();
  readonly #listeners = new Set<(state: FolderState) => void>();
  #configuration: ConfigureParams | undefined;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.onStart(async (connection) => {
      connection.onNotification(FolderStateChanged, (state) => {
        for (const listener of this.#listeners) listener(state);
      });
      await this.#restore(connection);
    });
  }

  async configure(params: ConfigureParams): Promise<void> {
    this.#configuration = params;
    await call(await this.#child.connect(), Configure, params);
  }

  async openFolder(params: OpenFolderParams): Promise<FolderState> {
    const connection = await this.#child.connect();
    const state = await call(connection, OpenFolder, params);
    this.#folders.set(params.root, params);
    return state;
  }

  async closeFolder(root: string): Promise<void> {
    this.#folders.delete(root);
    await call(await this.#child.connect(), CloseFolder, { root });
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

  async setPaused(paused: boolean): Promise<void> {
    await call(await this.#child.connect(), SetPaused, { paused });
  }

  async removeFolder(root: string): Promise<void> {
    await call(await this.#child.connect(), RemoveFolder, { root });
  }

  async removePaths(params: UpdateParams): Promise<void> {
    await call(await this.#child.connect(), RemovePaths, params);
  }

  async explain(root: string, path: string): Promise<ExplainResult> {
    return call(await this.#child.connect(), Explain, { root, path });
  }

  async checkSentences(sentences: readonly string[], texts: readonly string[]): Promise<readonly { text: number; support: number }[]> {
    return call(await this.#child.connect(), CheckSentences, { sentences, texts });
  }

  /** @returns a function that ends the subscription. */
  onFolderState(listener: (state: FolderState) => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  async #restore(connection: MessageConnection): Promise<void> {
    if (this.#configuration !== undefined) await call(connection, Configure, this.#configuration);
    for (const folder of this.#folders.values()) await call(connection, OpenFolder, folder);
  }
}
