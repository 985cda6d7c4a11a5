import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { Listing } from '../../core/indexing/fileRecords.ts';
import type { FileSource } from '../../core/indexing/indexingPorts.ts';
import type { Cancellation } from '../../core/ports.ts';
import { FolderRules } from './folderRules.ts';
import type { RuleVerdict } from './folderRules.ts';
import { gitFiles, gitVerdict } from './gitFiles.ts';
import { outerGitRules, withGitIgnore } from './gitIgnoreFiles.ts';
import { lookAtFiles } from './lookAtFiles.ts';
import type { PrepareLimits } from '../reading/prepareMessages.ts';
import { WantedPaths, foldersAbove } from './wantedPaths.ts';
import { walkFiles } from './walkFiles.ts';
import type { ListOptions } from './walkFiles.ts';

/** Files that hold much more than their text: pictures, a notebook's outputs. */
const document = /\.(pdf|docx|ipynb)$/i;
const bytesPerMegabyte = 1024 * 1024;

export interface FolderFilesOptions {
  readonly root: string;
  readonly excludeGlobs: readonly string[];
  readonly limits: () => PrepareLimits;
}

/** The files of one workspace folder as the rules let them through: by git where it knows the folder, else by walking. */
export class FolderFiles implements FileSource {
  readonly #options: FolderFilesOptions;

  constructor(options: FolderFilesOptions) {
    this.#options = options;
  }

  async list(paths: readonly string[], cancellation: Cancellation): Promise<Listing> {
    const { root } = this.#options;
    await realpath(root).catch((error: unknown) => {
      throw new Failure('folder-missing', `The folder ${root} cannot be opened.`, { cause: error });
    });
    const options: ListOptions = {
      root,
      rules: this.#rules(),
      isTooLarge: this.#isTooLarge,
      wanted: new WantedPaths(paths),
      cancellation,
    };
    return (await gitFiles(options)) ?? walkFiles(options);
  }

  /** The rule that leaves a file or folder out, outermost first. @returns null where no rule does; its content still may. */
  async verdict(path: string): Promise<RuleVerdict | null> {
    const { root } = this.#options;
    const rules = this.#rules();
    const isFolder = await lstat(join(root, path)).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    const steps = [
      ...foldersAbove(path).map((folder) => `${folder}/`),
      isFolder ? `${path}/` : path,
    ];
    for (const step of steps) {
      const name = step.split('/').findLast((part) => part !== '') ?? '';
      if (rules.isNever(name)) return { reason: 'excluded', rule: name, location: '' };
      const verdict = await rules.test(step);
      if (verdict !== null) return verdict;
    }
    const ignored = await gitVerdict(root, path);
    const byGit = ignored === undefined ? await this.#ignoreVerdict(steps) : ignored;
    if (byGit !== null) return { reason: 'ignored', ...byGit };
    return isFolder ? null : this.#lookVerdict(path);
  }

  async #ignoreVerdict(
    steps: readonly string[],
  ): Promise<{ rule: string; location: string } | null> {
    const { root } = this.#options;
    let rules = await outerGitRules(await realpath(root));
    for (const step of steps) {
      rules = await withGitIgnore(
        rules,
        root,
        step.slice(0, step.lastIndexOf('/', step.length - 2) + 1),
      );
      const verdict = rules.test(step);
      if (verdict !== null) return verdict;
    }
    return null;
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
    const listing = { files: [], leftOut: [] };
    await lookAtFiles(
      [path],
      { root: this.#options.root, isTooLarge: this.#isTooLarge },
      listing.files,
      listing.leftOut,
    );
    return listing;
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
