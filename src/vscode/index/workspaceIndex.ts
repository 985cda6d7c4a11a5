import * as vscode from 'vscode';
import { Failure, isFailure } from '../../core/errors.ts';
import type { ArchiveReport, IndexService } from '../../core/indexing/indexService.ts';
import type { FolderState } from '../../core/indexing/folderState.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { wording } from '../../core/texts/wording.ts';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import { FolderUpdates } from './folderUpdates.ts';
import type { FolderReport } from './indexView.ts';
import { noIndex } from './noIndex.ts';
import type { QuestionTargets } from '../chat/question/questionScope.ts';
import { encodingSetting, excludeGlobs } from '../readSettings.ts';
import { askedFolders, openFiles } from './workspaceFolders.ts';

/**
 * The indexes of the open folders. A folder is first indexed after a question or a click, never
 * just because it is opened. A folder with an index is kept up to date automatically. If no folder
 * has one, no process is started.
 */
export class WorkspaceIndex implements vscode.Disposable {
  readonly #index: IndexService;
  readonly #hasIndex: (root: string) => Promise<boolean>;
  readonly #log: vscode.LogOutputChannel;
  readonly #settings: (root: string) => Pick<Settings, 'index'>;
  readonly #updates: FolderUpdates;
  readonly #states = new Map<string, FolderState>();
  readonly #opening = new Map<string, Promise<void>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #unsubscribe: () => void;
  #folders: readonly AskedFolder[] = [];
  /** Until this resolves, the folders are being closed in order to be opened again. */
  #closing: Promise<unknown> = Promise.resolve();

  /** Fires when a folder's index or the set of folders has changed. */
  readonly onDidChange = this.#changed.event;

  /**
   * @param hasIndex whether that folder has an index on disk.
   * @param settings a folder's settings, which may differ from the window's.
   */
  constructor(
    index: IndexService,
    hasIndex: (root: string) => Promise<boolean>,
    log: vscode.LogOutputChannel,
    settings: (root: string) => Pick<Settings, 'index'>,
  ) {
    this.#index = index;
    this.#hasIndex = hasIndex;
    this.#log = log;
    this.#settings = settings;
    this.#updates = new FolderUpdates(index, () => {
      this.#changed.fire();
    });
    this.#unsubscribe = index.onFolderState((state) => {
      if (!this.#opening.has(state.root)) return;
      const waited = this.#states.get(state.root)?.waitsForPower === true;
      this.#states.set(state.root, state);
      this.#changed.fire();
      // Embedding is allowed again; an update computes what the last one left.
      if (waited && state.waitsForPower !== true && state.exists && state.activity === 'idle')
        void this.#updates.run(state.root, []);
    });
  }

  get folders(): readonly AskedFolder[] {
    return this.#folders;
  }

  get reports(): readonly (FolderReport & AskedFolder)[] {
    return this.#folders.flatMap((folder) => {
      const state = this.#states.get(folder.root);
      return state === undefined
        ? []
        : [{ ...folder, state, failure: this.#updates.failure(folder.root) }];
    });
  }

  /**
   * Follows the folders that are open, trusted and not opted out. Those that already have an index
   * are brought up to date.
   */
  async refresh(): Promise<void> {
    const before = this.#folders;
    this.#folders = askedFolders();
    this.#changed.fire();
    const isGone = (folder: AskedFolder): boolean =>
      !this.#folders.some(({ root }) => root === folder.root);
    await Promise.all([
      ...before.filter(isGone).map((folder) => this.#close(folder)),
      ...this.#folders.map((folder) => this.#reconcile(folder)),
    ]);
  }

  /**
   * Waits until the words of all targets can be searched. Starts an update if there is no complete
   * index.
   * @throws the update's Failure; `cancelled` if the question was stopped (the update continues).
   */
  async searchable(targets: QuestionTargets, signal: AbortSignal): Promise<void> {
    const asked = this.#folders.filter(({ root }) => targets.roots.includes(root));
    await Promise.all(
      asked.map(async (folder) => {
        await this.#openWhenClosed(folder);
        if ((this.#states.get(folder.root)?.updatedAt ?? null) !== null) return;
        await this.#wordsReady(folder.root, targets.filter.paths, signal);
      }),
    );
  }

  /**
   * Brings these files or folders up to date (everything if `paths` is empty). Resolves early if
   * cancelled.
   */
  async update(root: string, paths: readonly string[] = []): Promise<void> {
    const folder = this.#folders.find((candidate) => candidate.root === root);
    if (folder === undefined) return;
    await this.#openWhenClosed(folder);
    await this.#updates.run(root, paths);
  }

  async updateAll(): Promise<void> {
    await Promise.all(this.#folders.map(({ root }) => this.update(root)));
  }

  /** Brings folders with an index up to date, and starts no new index. */
  async updateIndexed(): Promise<void> {
    await Promise.all(
      this.#folders
        .filter(({ root }) => this.#states.get(root)?.exists === true)
        .map(({ root }) => this.update(root)),
    );
  }

  /** Reopens all folders, for settings that only take effect on opening. */
  async reopen(): Promise<void> {
    this.#closing = Promise.all(this.#folders.map((folder) => this.#close(folder)));
    await this.#closing;
    await this.refresh();
  }

  /** Deletes a folder's index. A question about the folder builds it again. */
  async remove(root: string): Promise<void> {
    const folder = this.#folders.find((candidate) => candidate.root === root);
    if (folder === undefined) return;
    this.#updates.cancel(root);
    await this.#openWhenClosed(folder);
    await this.#index.removeFolder(root);
    await this.#close(folder);
    await this.#reconcile(folder);
  }

  async rebuild(root: string): Promise<void> {
    await this.remove(root);
    await this.update(root);
  }

  /** Writes what was computed for a folder to a file; see `IndexService.exportFolder`. */
  async exportTo(root: string, file: string, signal: AbortSignal): Promise<ArchiveReport> {
    await this.#openRoot(root);
    return this.#index.exportFolder(root, file, signal);
  }

  /** Takes such a file in; the next update computes only what it lacks. */
  async importFrom(root: string, file: string, signal: AbortSignal): Promise<ArchiveReport> {
    await this.#openRoot(root);
    return this.#index.importFolder(root, file, signal);
  }

  /** Whether file changes are followed: only if there is an index or one is being built. */
  isFollowed(root: string): boolean {
    return this.#states.get(root)?.exists === true || this.#updates.isRunning(root);
  }

  cancel(): void {
    this.#updates.cancel();
  }

  async setPaused(paused: boolean): Promise<void> {
    await this.#index.setPaused(paused);
  }

  /** Computes embeddings that wait for mains power. */
  async embedNow(): Promise<void> {
    await this.#index.embedNow();
  }

  dispose(): void {
    this.#updates.cancel();
    this.#unsubscribe();
    this.#changed.dispose();
  }

  async #wordsReady(root: string, paths: readonly string[], signal: AbortSignal): Promise<void> {
    const update = this.#updates.isRunning(root)
      ? this.#updates.running(root)
      : this.#updates.run(root, paths);
    const words = this.#index.lexicalReady(root, signal).catch(async (error: unknown) => {
      // Only part of the folder is being indexed. Its words are ready when the update ends.
      if (!isFailure(error, 'index-empty')) throw error;
      await update;
    });
    // If another window builds the index, the update here ends immediately, so wait for the words
    // instead.
    await words;
    const failure = this.#updates.failure(root);
    if (failure !== null && this.#states.get(root)?.exists !== true) throw failure;
  }

  async #openRoot(root: string): Promise<void> {
    const folder = this.#folders.find((candidate) => candidate.root === root);
    if (folder === undefined)
      throw new Failure('folder-missing', wording('The folder {root} is not open.', { root }));
    await this.#openWhenClosed(folder);
  }

  /** A folder opened while `reopen` closes the others would not be checked as a whole. */
  async #openWhenClosed(folder: AskedFolder): Promise<void> {
    await this.#closing;
    await this.#open(folder);
  }

  #open(folder: AskedFolder): Promise<void> {
    const opening = this.#opening.get(folder.root) ?? this.#openNow(folder);
    this.#opening.set(folder.root, opening);
    return opening;
  }

  async #openNow(folder: AskedFolder): Promise<void> {
    const opened = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder.root));
    const settings =
      opened === undefined
        ? { excludeGlobs: [] }
        : { excludeGlobs: excludeGlobs(opened), encoding: encodingSetting(opened.uri) };
    const { maxFileSizeMB, maxPdfSizeMB, storeRepository } = this.#settings(folder.root).index;
    try {
      this.#states.set(
        folder.root,
        await this.#index.openFolder({
          root: folder.root,
          ...settings,
          recentFiles: openFiles(folder),
          sizeLimits: { maxFileSizeMB, maxPdfSizeMB },
          storeRepository,
        }),
      );
      this.#changed.fire();
    } catch (error) {
      this.#opening.delete(folder.root);
      throw error;
    }
  }

  async #reconcile(folder: AskedFolder): Promise<void> {
    const isOpen = this.#opening.has(folder.root);
    try {
      if (!isOpen && !(await this.#hasIndex(folder.root))) {
        this.#states.set(folder.root, noIndex(folder.root));
        this.#changed.fire();
        return;
      }
      await this.#open(folder);
      if (!isOpen) await this.#updates.run(folder.root, []);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#log.error(`${folder.name}: ${error.message}`);
    }
  }

  async #close(folder: AskedFolder): Promise<void> {
    this.#updates.cancel(folder.root);
    this.#states.delete(folder.root);
    if (!this.#opening.delete(folder.root)) return;
    await this.#index.closeFolder(folder.root).catch((error: unknown) => {
      if (!isFailure(error)) throw error;
    });
  }
}
