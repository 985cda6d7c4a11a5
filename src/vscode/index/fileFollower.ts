import type * as vscode from 'vscode';
import { FolderWatcher } from './folderWatcher.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

/**
 * Keeps indexes up to date automatically: watches the open folders and passes on changes in those
 * that have an index.
 */
export class FileFollower implements vscode.Disposable {
  readonly #index: WorkspaceIndex;
  readonly #watchers = new Map<string, FolderWatcher>();
  /** Folders that are being checked as a whole; true if more has changed since the check began. */
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

  /** Checks a whole folder. Any number of requests during a check leads to one more check. */
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
