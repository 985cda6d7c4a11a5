import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** Why a path is ignored: the pattern, and the file and line it stands in (`src/.gitignore:3`). */
export interface IgnoreVerdict {
  readonly rule: string;
  readonly location: string;
}

export interface IgnoreFileOptions {
  /**
   * Path from the folder the rules belong to down to the workspace folder, ending in `/`, where
   * that folder lies further out.
   */
  readonly prefix?: string;
  /** Whether patterns match names of another case, as git's core.ignorecase has it. */
  readonly ignoreCase: boolean;
}

interface IgnoreFile {
  /**
   * Folder whose paths the rules are about, relative to the workspace folder, ending in `/`; empty
   * for that folder itself.
   */
  readonly folder: string;
  /**
   * What the folder is called from further out, where the rules belong to a folder around the
   * workspace folder; ends in `/`.
   */
  readonly prefix: string;
  readonly rules: Ignore;
}

/**
 * The ignore files that apply in one folder, outermost first. Immutable: a folder with an ignore
 * file of its own extends its parent's.
 */
export class IgnoreRules {
  static readonly none = new IgnoreRules([]);
  readonly #files: readonly IgnoreFile[];

  private constructor(files: readonly IgnoreFile[]) {
    this.#files = files;
  }

  /** @param name how the file is called in verdicts, a path relative to the workspace folder. */
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
   * Whether a file or folder is ignored; the innermost ignore file that says anything decides. The
   * folder it is in must not be ignored itself.
   * @param path relative to the workspace folder; a folder ends in `/`.
   */
  test(path: string): IgnoreVerdict | null {
    for (let i = this.#files.length - 1; i >= 0; i--) {
      const file = this.#files[i];
      if (file === undefined) continue;
      const own = file.prefix + path.slice(file.folder.length);
      const { ignored, unignored, rule } = file.rules.test(own);
      if (unignored) return null;
      // Where the parent is ignored here, a file further in has let it in again, and this one has
      // nothing to say below it.
      if (ignored && rule !== undefined && !isIgnored(file.rules, parentOf(own)))
        return { rule: rule.pattern, location: rule.mark ?? '' };
    }
    return null;
  }
}

function isIgnored(rules: Ignore, folder: string): boolean {
  return folder !== '' && rules.ignores(folder);
}

/** `a/b/` of `a/b/c` and of `a/b/c/`; empty at the top. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}
