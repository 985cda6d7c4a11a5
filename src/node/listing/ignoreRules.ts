import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** Why a path is ignored: the pattern, and its file and line (`src/.gitignore:3`). */
export interface IgnoreVerdict {
  readonly rule: string;
  readonly location: string;
}

export interface IgnoreFileOptions {
  /**
   * For rules from a folder outside the workspace folder: the path from that folder down to the
   * workspace folder, ending in `/`.
   */
  readonly prefix?: string;
  /** Whether patterns ignore case, as with git's core.ignorecase. */
  readonly ignoreCase: boolean;
}

interface IgnoreFile {
  /**
   * The folder that the rules apply to, relative to the workspace folder, ending in `/`; empty for
   * the workspace folder itself.
   */
  readonly folder: string;
  /** See `IgnoreFileOptions.prefix`; empty for rules inside the workspace folder. */
  readonly prefix: string;
  readonly rules: Ignore;
}

/**
 * The ignore files that apply in one folder, outermost first. Immutable: a folder with its own
 * ignore file extends its parent's rules.
 */
export class IgnoreRules {
  static readonly none = new IgnoreRules([]);
  readonly #files: readonly IgnoreFile[];

  private constructor(files: readonly IgnoreFile[]) {
    this.#files = files;
  }

  /** @param name the file's name in verdicts: a path relative to the workspace folder. */
  extend(
    folder: string,
    name: string,
    content: string,
    { prefix = '', ignoreCase }: IgnoreFileOptions,
  ): IgnoreRules {
    const rules = ignore({ allowRelativePaths: true, ignoreCase }).add(
      content
        .split(/\r?\n/)
        .map((pattern, index) => ({ pattern, mark: `${name}:${String(index + 1)}` })),
    );
    return new IgnoreRules([...this.#files, { folder, prefix, rules }]);
  }

  /**
   * Whether a file or folder is ignored. The innermost ignore file with a matching pattern decides.
   * The parent folder must not be ignored itself.
   * @param path relative to the workspace folder; a folder ends in `/`.
   */
  test(path: string): IgnoreVerdict | null {
    for (let i = this.#files.length - 1; i >= 0; i--) {
      const file = this.#files[i];
      if (file === undefined) continue;
      const own = file.prefix + path.slice(file.folder.length);
      const { ignored, unignored, rule } = file.rules.test(own);
      if (unignored) return null;
      // If this file ignores the parent, an ignore file further in has re-included it. Then this
      // file has no say below the parent.
      if (ignored && rule !== undefined && !isIgnored(file.rules, parentOf(own)))
        return { rule: rule.pattern, location: rule.mark ?? '' };
    }
    return null;
  }
}

function isIgnored(rules: Ignore, folder: string): boolean {
  return folder !== '' && rules.ignores(folder);
}

/** `a/b/` for `a/b/c` and for `a/b/c/`; empty at the top. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}
