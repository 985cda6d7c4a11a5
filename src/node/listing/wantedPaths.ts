/** The paths that an update covers. Folders may end in `/`. No paths means everything. */
export class WantedPaths {
  readonly #wanted: ReadonlySet<string>;
  readonly #leading: ReadonlySet<string>;

  constructor(paths: readonly string[]) {
    this.#wanted = new Set(paths.map(withoutSlash));
    this.#leading = new Set([...this.#wanted].flatMap(foldersAbove));
  }

  get everything(): boolean {
    return this.#wanted.size === 0;
  }

  /**
   * The wanted paths inside a folder (ending in `/`, empty for the top), relative to it; null if
   * all of the folder is wanted.
   */
  within(folder: string): string[] | null {
    if (this.everything || (folder !== '' && this.has(folder))) return null;
    return [...this.#wanted]
      .filter((path) => path.startsWith(folder))
      .map((path) => path.slice(folder.length));
  }

  /** Whether a path, or a folder above it, is wanted. */
  has(path: string): boolean {
    const own = withoutSlash(path);
    return (
      this.everything ||
      this.#wanted.has(own) ||
      foldersAbove(own).some((folder) => this.#wanted.has(folder))
    );
  }

  /** Whether a path is wanted or may contain something that is. */
  mayHold(folder: string): boolean {
    return this.has(folder) || this.#leading.has(withoutSlash(folder));
  }
}

/** `a` and `a/b` for `a/b/c`. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
