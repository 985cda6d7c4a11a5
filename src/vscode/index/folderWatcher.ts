import * as vscode from 'vscode';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import { locate } from './workspaceFolders.ts';

/** Editors and git write in bursts. A burst is over this long after its last event. */
const quietMs = 300;
/** A burst that does not end (a build, a download) is passed on in parts of this length. */
const maxWaitMs = 3000;
/** Above this many paths, checking the whole folder is cheaper than checking each path. */
const maxPaths = 500;

/**
 * Reports changed files of a folder, whether changed in the editor or outside, a burst at a time.
 */
export class FolderWatcher implements vscode.Disposable {
  readonly #folder: AskedFolder;
  readonly #onChange: (paths: readonly string[]) => void;
  readonly #watcher: vscode.FileSystemWatcher;
  readonly #paths = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #beganMs: number | undefined;

  /**
   * @param onChange receives relative paths of files or folders that have changed or are gone. No
   * paths means that anything may have changed.
   */
  constructor(folder: AskedFolder, onChange: (paths: readonly string[]) => void) {
    this.#folder = folder;
    this.#onChange = onChange;
    this.#watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder.root), '**/*'),
    );
    this.#watcher.onDidCreate((uri) => {
      this.#note(uri);
    });
    this.#watcher.onDidChange((uri) => {
      this.#note(uri);
    });
    this.#watcher.onDidDelete((uri) => {
      this.#note(uri);
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watcher.dispose();
  }

  #note(uri: vscode.Uri): void {
    const path = locate(uri, [this.#folder])?.path ?? '';
    if (path === '' || path.startsWith('.git/')) return;
    if (this.#paths.size <= maxPaths) this.#paths.add(path);
    this.#beganMs ??= performance.now();
    const leftMs = this.#beganMs + maxWaitMs - performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#flush();
      },
      Math.max(0, Math.min(quietMs, leftMs)),
    );
  }

  #flush(): void {
    const paths = [...this.#paths];
    this.#paths.clear();
    this.#beganMs = undefined;
    const rulesChanged = paths.some((path) => /(^|\/)\.(git|ask)ignore$/.test(path));
    this.#onChange(rulesChanged || paths.length > maxPaths ? [] : paths);
  }
}
