import * as vscode from 'vscode';
import { isFailure } from '../core/errors.ts';
import type { Settings } from '../core/settings.ts';
import type { Engine, ModelKind } from '../protocol/engine.ts';
import type { ChatStore } from './chatStore.ts';
import { presetOf } from './decodingPresets.ts';
import { toIndexView } from './indexView.ts';
import type { ModelShelf } from './modelShelf.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

export interface SurroundingsContext {
  readonly engine: Pick<Engine, 'configure'>;
  readonly store: ChatStore;
  readonly index: WorkspaceIndex;
  readonly shelf: ModelShelf;
  readonly settings: () => Settings;
  readonly logError: (error: unknown) => void;
}

/** Follows what changes around the chat (trust, folders, settings, models, indexes) and tells those who must know. */
export class Surroundings implements vscode.Disposable {
  readonly #context: SurroundingsContext;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(context: SurroundingsContext) {
    this.#context = context;
    this.#subscriptions = [
      context.index.onDidChange(() => { this.#showIndex(); }),
      context.shelf.onDidArrive((kind) => this.#modelArrived(kind)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.start()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#foldersChanged()),
      vscode.workspace.onDidChangeConfiguration((change) => this.#settingsChanged(change)),
    ];
  }

  /** Nothing is read, opened or started in a workspace that is not trusted; trust granted later comes here again. */
  async start(): Promise<void> {
    this.#showWorkspace();
    this.#showDecoding();
    await this.#logged(() => this.#context.shelf.refresh());
    if (vscode.workspace.isTrusted) await this.#logged(() => this.#context.index.refresh());
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Makes a model that has just arrived the one in use; meaning search then catches up. */
  async #modelArrived(kind: ModelKind): Promise<void> {
    const { engine, index, settings } = this.#context;
    await this.#logged(() => engine.configure(settings()));
    if (kind === 'embedding') await this.#logged(() => index.updateIndexed());
  }

  async #foldersChanged(): Promise<void> {
    this.#showWorkspace();
    await this.#logged(() => this.#context.index.refresh());
  }

  async #settingsChanged(change: vscode.ConfigurationChangeEvent): Promise<void> {
    const { engine, index, shelf, settings } = this.#context;
    if (change.affectsConfiguration('askWorkspace')) {
      this.#showDecoding();
      await this.#logged(() => engine.configure(settings()));
      await this.#logged(() => shelf.refresh());
    }
    if (change.affectsConfiguration('files.exclude') || change.affectsConfiguration('search.exclude')) await this.#logged(() => index.reopen());
    else if (change.affectsConfiguration('askWorkspace.index')) await this.#logged(() => index.refresh());
  }

  #showWorkspace(): void {
    const folderNames = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.name);
    this.#context.store.dispatch({ type: 'workspace-changed', workspace: { folderNames, trusted: vscode.workspace.isTrusted } });
  }

  #showIndex(): void {
    this.#context.store.dispatch({ type: 'index-changed', index: toIndexView(this.#context.index.reports, this.#context.settings().index) });
  }

  #showDecoding(): void {
    this.#context.store.dispatch({ type: 'decoding-changed', preset: presetOf(this.#context.settings().decoding) });
  }

  /** Nobody waits for these; what fails is shown when it is next needed. */
  async #logged(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#context.logError(error);
    }
  }
}
