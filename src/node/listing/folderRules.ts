import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { SkipReason } from '../../core/domain.ts';
import { excludeMatcher, isNeverIndexed } from './excludeGlobs.ts';
import { gitSurroundings } from './gitIgnoreFiles.ts';
import { IgnoreRules } from './ignoreRules.ts';

/**
 * Why a file is left out: the rule, and the file and line that contain it. `location` is empty if
 * unknown, because the editor has several settings for patterns.
 */
export interface RuleVerdict {
  readonly reason: SkipReason;
  readonly rule: string;
  readonly location: string;
}

/** The product's own ignore file. It has the syntax of .gitignore and works in any folder. */
const askIgnoreName = '.askignore';

/**
 * The rules that apply with or without git: exclude patterns and .askignore files. Files are read
 * once and remembered.
 */
export class FolderRules {
  readonly #root: string;
  readonly #excluded: (path: string) => string | null;
  #ignoreCase: Promise<boolean> | undefined;
  readonly #ignores = new Map<string, Promise<IgnoreRules>>();

  constructor(root: string, excludeGlobs: readonly string[]) {
    this.#root = root;
    this.#excluded = excludeMatcher(excludeGlobs);
  }

  /** Whether a name is left out and not even counted. */
  isNever(name: string): boolean {
    return isNeverIndexed(name);
  }

  /** @param path a file, or a folder ending in `/`. Its own parent must not be excluded. */
  async test(path: string): Promise<RuleVerdict | null> {
    const plain = path.endsWith('/') ? path.slice(0, -1) : path;
    const glob = this.#excluded(plain);
    if (glob !== null) return { reason: 'excluded', rule: glob, location: '' };
    const verdict = (await this.#ignoreRules(plain.slice(0, plain.lastIndexOf('/') + 1))).test(
      path,
    );
    return verdict === null ? null : { reason: 'ignored', ...verdict };
  }

  /** The rules that apply in a folder (ending in `/`, empty for the top). */
  #ignoreRules(folder: string): Promise<IgnoreRules> {
    const known = this.#ignores.get(folder);
    if (known !== undefined) return known;
    const made = this.#readIgnoreRules(folder);
    this.#ignores.set(folder, made);
    return made;
  }

  async #readIgnoreRules(folder: string): Promise<IgnoreRules> {
    const outer =
      folder === ''
        ? IgnoreRules.none
        : await this.#ignoreRules(folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1));
    const content = await readFile(join(this.#root, folder, askIgnoreName), 'utf8').catch(
      () => null,
    );
    if (content === null) return outer;
    this.#ignoreCase ??= realpath(this.#root)
      .then(gitSurroundings)
      .then(({ ignoreCase }) => ignoreCase);
    return outer.extend(folder, folder + askIgnoreName, content, {
      ignoreCase: await this.#ignoreCase,
    });
  }
}
