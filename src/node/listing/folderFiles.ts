import { lstat, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { Listing } from '../../core/indexing/fileRecords.ts';
import { logOnce } from '../../core/logOnce.ts';
import type { FileSource } from '../../core/indexing/indexingPorts.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import { wording } from '../../core/texts/wording.ts';
import { FolderRules } from './folderRules.ts';
import type { RuleVerdict } from './folderRules.ts';
import { gitFiles } from './gitFiles.ts';
import { enterFolder, gitSurroundings } from './gitIgnoreFiles.ts';
import { isLinkedCopy } from './gitRepository.ts';
import { gitVerdict } from './gitVerdict.ts';
import { parentOf } from './ignoreRules.ts';
import { ListingInProgress } from './listingInProgress.ts';
import { lookAtFiles } from './lookAtFiles.ts';
import type { PrepareLimits } from '../reading/prepareMessages.ts';
import { WantedPaths, foldersAbove } from './wantedPaths.ts';
import { walkFiles } from './walkFiles.ts';
import type { ListOptions } from './walkFiles.ts';

/** Files with much more in them than text: pictures, a notebook's outputs. */
const document = /\.(pdf|doc[xm]|dot[xm]|ipynb)$/i;
const bytesPerMegabyte = 1024 * 1024;

export interface FolderFilesOptions {
  readonly root: string;
  readonly excludeGlobs: readonly string[];
  readonly limits: () => PrepareLimits;
  /** Receives each reason why git could not list a folder, once. */
  readonly log?: (line: string) => void;
}

/**
 * The files of a workspace folder that no rule excludes: from git if the folder is in a repository,
 * otherwise from walking it.
 */
export class FolderFiles implements FileSource {
  readonly #options: FolderFilesOptions;
  readonly #log: (line: string) => void;

  constructor(options: FolderFilesOptions) {
    this.#options = options;
    this.#log = logOnce(options.log ?? (() => undefined));
  }

  async list(paths: readonly string[], cancellation: Cancellation): Promise<Listing> {
    const { root } = this.#options;
    await realpath(root).catch((error: unknown) => {
      throw new Failure(
        'folder-missing',
        wording('The folder {root} cannot be opened.', { root }),
        { cause: error },
      );
    });
    const options: ListOptions = {
      root,
      rules: this.#rules(),
      isTooLarge: this.#isTooLarge,
      wanted: new WantedPaths(paths),
      cancellation,
      log: this.#log,
    };
    return (await gitFiles(options)) ?? walkFiles(options);
  }

  /**
   * The rule that excludes a file or folder, outermost first.
   * @returns null if no rule does. The file may still be skipped for its content.
   */
  async verdict(path: string): Promise<RuleVerdict | null> {
    const { root } = this.#options;
    const stats = await lstat(join(root, path)).catch(() => null);
    const steps = [
      ...foldersAbove(path).map((folder) => `${folder}/`),
      stats?.isDirectory() === true ? `${path}/` : path,
    ];
    const byRules = await this.#ruleVerdict(steps);
    if (byRules !== null) return byRules;
    const byGit = await gitVerdict(root, path);
    const ignored = byGit === undefined ? await this.#ignoreVerdict(steps) : byGit;
    if (ignored !== null) return ignored;
    if (stats?.isSymbolicLink() === true) return this.#linkVerdict(path);
    return stats?.isDirectory() === true ? null : this.#lookVerdict(path);
  }

  /** Exclude patterns, .askignore files, and linked worktrees. */
  async #ruleVerdict(steps: readonly string[]): Promise<RuleVerdict | null> {
    const { root } = this.#options;
    const rules = this.#rules();
    let around = await gitSurroundings(await realpath(root));
    for (const step of steps) {
      const name = step.split('/').findLast((part) => part !== '') ?? '';
      if (rules.isNever(name)) return { reason: 'excluded', rule: name, location: '' };
      const verdict = await rules.test(step);
      if (verdict !== null) return verdict;
      if (!step.endsWith('/')) continue;
      if (await isLinkedCopy(join(root, step), around.repositories))
        return { reason: 'worktree', rule: '', location: '' };
      around = await enterFolder(around, root, step);
    }
    return null;
  }

  async #ignoreVerdict(steps: readonly string[]): Promise<RuleVerdict | null> {
    const { root } = this.#options;
    let around = await gitSurroundings(await realpath(root));
    for (const step of steps) {
      around = await enterFolder(around, root, parentOf(step));
      const verdict = around.rules.test(step);
      if (verdict !== null) return { reason: 'ignored', ...verdict };
    }
    return null;
  }

  /** Links are not followed: a link's reason is the one of its target. */
  async #linkVerdict(path: string): Promise<RuleVerdict | null> {
    const { root } = this.#options;
    const realRoot = await realpath(root);
    const target = await realpath(join(root, path)).catch(() => null);
    if (target?.startsWith(realRoot + sep) !== true) return this.#lookVerdict(path);
    const named = relative(realRoot, target).split(sep).join('/');
    const verdict = await this.verdict(named);
    return { reason: 'link', rule: named, location: verdict?.location ?? '' };
  }

  async #lookVerdict(path: string): Promise<RuleVerdict | null> {
    const {
      leftOut: [first],
    } = await this.#look(path);
    if (first === undefined) return null;
    const { maxFileBytes, maxPdfBytes } = this.#options.limits();
    const limit = document.test(path)
      ? (['index.maxPdfSizeMB', maxPdfBytes] as const)
      : (['index.maxFileSizeMB', maxFileBytes] as const);
    return first.reason === 'too-large'
      ? {
          reason: first.reason,
          rule: `${limit[1] / bytesPerMegabyte} MB`,
          location: `askWorkspace.${limit[0]}`,
        }
      : { reason: first.reason, rule: '', location: '' };
  }

  async #look(path: string): Promise<Listing> {
    const listing = new ListingInProgress();
    await lookAtFiles([path], { root: this.#options.root, isTooLarge: this.#isTooLarge }, listing);
    return listing.end(false);
  }

  #rules(): FolderRules {
    const { root, excludeGlobs } = this.#options;
    return new FolderRules(root, excludeGlobs);
  }

  readonly #isTooLarge = (path: string, sizeBytes: number): boolean => {
    const { maxFileBytes, maxPdfBytes } = this.#options.limits();
    return sizeBytes > (document.test(path) ? maxPdfBytes : maxFileBytes);
  };
}
