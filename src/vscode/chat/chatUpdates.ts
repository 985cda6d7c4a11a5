import * as vscode from 'vscode';
import { isFailure } from '../../core/errors.ts';
import type { Hit } from '../../core/domain.ts';
import { answerSettings } from '../../core/settings/answerSettings.ts';
import { namedServers } from '../../core/settings/namedServers.ts';
import { settingsSchema } from '../../core/settings/settingsSchema.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Engine } from '../../core/engine.ts';
import type { ModelKind } from '../../core/models.ts';
import type { ChatStore } from './conversations/chatStore.ts';
import { presetOf } from './decodingPresets.ts';
import { exampleQuestions, exampleSearch, foundAmong } from './question/exampleQuestions.ts';
import { toIndexView } from '../index/indexView.ts';
import type { ModelShelf } from '../models/modelShelf.ts';
import type { WorkspaceIndex } from '../index/workspaceIndex.ts';

/** The number of sources that questions for the first page are made from. */
const searchedExamples = 20;

export interface ChatUpdatesContext {
  readonly engine: Pick<Engine, 'configure' | 'index'>;
  readonly store: ChatStore;
  readonly index: WorkspaceIndex;
  readonly shelf: ModelShelf;
  readonly settings: () => Settings;
  readonly logError: (error: unknown) => void;
}

/**
 * Watches for changes around the chat (trust, folders, settings, models, indexes) and informs
 * whatever depends on them.
 */
export class ChatUpdates implements vscode.Disposable {
  readonly #context: ChatUpdatesContext;
  readonly #subscriptions: readonly vscode.Disposable[];
  #hasExamples = false;

  constructor(context: ChatUpdatesContext) {
    this.#context = context;
    this.#subscriptions = [
      context.index.onDidChange(() => {
        this.#showIndex();
        void this.#logged(() => this.#offerExamples());
      }),
      context.shelf.onDidArrive((kind) => this.#modelArrived(kind)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.start()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#foldersChanged()),
      vscode.workspace.onDidChangeConfiguration((change) => this.#settingsChanged(change)),
    ];
  }

  /**
   * Nothing is read, opened or started in a workspace that is not trusted. When trust is granted
   * later, this is called again.
   */
  async start(): Promise<void> {
    this.#showWorkspace();
    this.#showSettings();
    await this.#logged(() => this.#context.shelf.refresh());
    if (vscode.workspace.isTrusted) await this.#logged(() => this.#context.index.refresh());
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Starts using a model that has just arrived; meaning search then catches up. */
  async #modelArrived(kind: ModelKind): Promise<void> {
    const { engine, index, settings } = this.#context;
    await this.#logged(() => engine.configure(settings()));
    if (kind === 'embedding') await this.#logged(() => index.updateIndexed());
  }

  async #foldersChanged(): Promise<void> {
    this.#showWorkspace();
    this.#hasExamples = false;
    await this.#logged(() => this.#context.index.refresh());
  }

  async #settingsChanged(change: vscode.ConfigurationChangeEvent): Promise<void> {
    const { engine, index, shelf, settings } = this.#context;
    if (change.affectsConfiguration('askWorkspace')) {
      this.#showSettings();
      await this.#logged(() => engine.configure(settings()));
      await this.#logged(() => shelf.refresh());
    }
    // Excluded files and the team's index belong to an opened folder; reopening checks all files.
    if (
      [
        'files.exclude',
        'search.exclude',
        'files.encoding',
        'askWorkspace.index.maxFileSizeMB',
        'askWorkspace.index.maxPdfSizeMB',
        'askWorkspace.index.store',
        'askWorkspace.index.storeRepository',
      ].some((setting) => change.affectsConfiguration(setting))
    )
      await this.#logged(() => index.reopen());
    else if (change.affectsConfiguration('askWorkspace.index'))
      await this.#logged(() => index.refresh());
    if (
      ['embeddingModel', 'embeddingServer', 'embeddingServerModel'].some((name) =>
        change.affectsConfiguration(`askWorkspace.index.${name}`),
      )
    )
      await this.#logged(() => index.updateIndexed());
  }

  #showWorkspace(): void {
    const folderNames = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.name);
    this.#context.store.dispatch({
      type: 'workspace-changed',
      workspace: { folderNames, trusted: vscode.workspace.isTrusted },
    });
  }

  #showIndex(): void {
    this.#context.store.dispatch({
      type: 'index-changed',
      index: toIndexView(this.#context.index.reports, this.#context.settings().index),
    });
  }

  /** Offered once the words can be searched: questions about what is really in the workspace. */
  async #offerExamples(): Promise<void> {
    const { engine, index, store } = this.#context;
    const [folder] = index.folders;
    const { phase } = store.state.index;
    if (this.#hasExamples || folder === undefined || (phase !== 'meaning' && phase !== 'ready'))
      return;
    this.#hasExamples = true;
    const search = async (question: string, topK: number): Promise<readonly Hit[]> => {
      const scope = { roots: [folder.root], filter: { paths: [], languages: [] }, history: [] };
      const request = { ...scope, question, topK };
      return (await engine.index.search(request, new AbortController().signal)).hits;
    };
    const questions = await exampleQuestions(
      await search(exampleSearch(folder.name), searchedExamples),
      (question) => search(question, foundAmong),
    );
    store.dispatch({ type: 'examples-changed', questions });
  }

  #showSettings(): void {
    const { store } = this.#context;
    const settings = this.#context.settings();
    store.dispatch({ type: 'servers-changed', servers: namedServers(settings) });
    store.dispatch({
      type: 'decoding-changed',
      preset: presetOf(settings.decoding),
      settings: answerSettings(settings, settingsSchema),
    });
  }

  /** Nothing waits for these; a failure is shown when the result is next needed. */
  async #logged(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#context.logError(error);
    }
  }
}
