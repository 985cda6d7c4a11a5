import type * as vscode from 'vscode';
import { FolderWatcher } from './folderWatcher.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

/**
 * Keeps the indexes up to date by themselves: watches the folders that are open and passes on what
 * changes in those that have an index.
 */
export class FileFollower implements vscode.Disposable {
  readonly #index: WorkspaceIndex;
  readonly #watchers = new Map<string, FolderWatcher>();
  /**
   * Folders that are looked through because of what has changed; true where more has changed
   * meanwhile.
   */
  readonly #lookingThrough = new Map<string, boolean>();
  readonly #subscription: vscode.Disposable;

  constructor(index: WorkspaceIndex) {
    this.#index = index;
    this.#subscription = index.onDidChange(() => {
      this.#follow();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  #follow(): void {
    const followed = this.#index.folders.filter(({ root }) => this.#index.isFollowed(root));
    for (const [root, watcher] of this.#watchers) {
      if (followed.some((folder) => folder.root === root)) continue;
      watcher.dispose();
      this.#watchers.delete(root);
    }
    for (const folder of followed) {
      if (this.#watchers.has(folder.root)) continue;
      this.#watchers.set(
        folder.root,
        new FolderWatcher(folder, (paths) => {
          void (paths.length > 0
            ? this.#index.update(folder.root, paths)
            : this.#lookThrough(folder.root));
        }),
      );
    }
  }

  /**
   * However often the whole folder is to be looked through while that is under way, it is done once
   * more.
   */
  async #lookThrough(root: string): Promise<void> {
    if (this.#lookingThrough.has(root)) {
      this.#lookingThrough.set(root, true);
      return;
    }
    try {
      do {
        this.#lookingThrough.set(root, false);
        await this.#index.update(root);
      } while (this.#lookingThrough.get(root) === true);
    } finally {
      this.#lookingThrough.delete(root);
    }
  }
}
