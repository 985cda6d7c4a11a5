import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { repositoryAt } from './gitRepository.ts';
import type { GitRepository } from './gitRepository.ts';
import { IgnoreRules } from './ignoreRules.ts';

export const gitIgnoreName = '.gitignore';

/**
 * What git's files say about a folder, for a walk without git. Immutable: each subfolder has its
 * own.
 */
export interface GitSurroundings {
  readonly rules: IgnoreRules;
  readonly ignoreCase: boolean;
  /** `common` of each repository that contains the folder. */
  readonly repositories: readonly string[];
}

/** Linux file systems are case-sensitive; those of macOS and Windows usually are not. */
const ignoreCaseOutsideGit = process.platform === 'win32' || process.platform === 'darwin';

const outsideGit: GitSurroundings = {
  rules: IgnoreRules.none,
  ignoreCase: ignoreCaseOutsideGit,
  repositories: [],
};

/**
 * The surroundings of a workspace folder, without its own ignore file. If its repository ignores
 * the folder, the user opened it on purpose, so no rule from outside applies in it.
 */
export async function gitSurroundings(realRoot: string): Promise<GitSurroundings> {
  const found = await repositoryAround(realRoot);
  if (found === null) return outsideGit;
  const { top, repository } = found;
  const { common, ignoreCase } = repository;
  const repositories = repository.isWorkTree ? [common] : [];
  const inside = relative(top, realRoot)
    .split(sep)
    .filter((name) => name !== '');
  /** The same rules twice: for paths in `realRoot`, and for the folders on the way to it. */
  let rules = IgnoreRules.none;
  let onTheWay = IgnoreRules.none;
  const read = async (file: string, depth: number): Promise<void> => {
    const content = await readIfThere(file);
    if (content === null) return;
    const name = relative(realRoot, file).split(sep).join('/');
    const prefix = folderPath(inside.slice(depth));
    rules = rules.extend('', name, content, { prefix, ignoreCase });
    onTheWay = onTheWay.extend(folderPath(inside.slice(0, depth)), name, content, { ignoreCase });
  };
  await read(join(common, 'info', 'exclude'), 0);
  for (let depth = 0; depth < inside.length; depth++) {
    await read(join(top, ...inside.slice(0, depth), gitIgnoreName), depth);
    if (onTheWay.test(folderPath(inside.slice(0, depth + 1))) !== null)
      return { rules: IgnoreRules.none, ignoreCase, repositories };
  }
  return { rules, ignoreCase, repositories };
}

/**
 * The surroundings inside a folder of `root`: its parent's, plus its own ignore file, plus its
 * repository if it is the top of one.
 * @param folder relative to `root`, ending in `/`; empty for `root` itself.
 */
export async function enterFolder(
  outer: GitSurroundings,
  root: string,
  folder: string,
): Promise<GitSurroundings> {
  const repository = folder === '' ? null : await repositoryAt(join(root, folder));
  const inner = repository === null ? outer : await enterRepository(outer, folder, repository);
  const content = await readIfThere(join(root, folder, gitIgnoreName));
  if (content === null) return inner;
  const { rules, ignoreCase } = inner;
  return {
    ...inner,
    rules: rules.extend(folder, folder + gitIgnoreName, content, { ignoreCase }),
  };
}

async function enterRepository(
  { rules, repositories }: GitSurroundings,
  folder: string,
  { common, isWorkTree, ignoreCase }: GitRepository,
): Promise<GitSurroundings> {
  const content = await readIfThere(join(common, 'info', 'exclude'));
  const name = `${folder}.git/info/exclude`;
  return {
    rules: content === null ? rules : rules.extend(folder, name, content, { ignoreCase }),
    ignoreCase,
    repositories: isWorkTree ? [...repositories, common] : repositories,
  };
}

/** The innermost repository that contains a folder, and that repository's top folder. */
async function repositoryAround(
  realRoot: string,
): Promise<{ top: string; repository: GitRepository } | null> {
  for (let top = realRoot; ; top = dirname(top)) {
    const repository = await repositoryAt(top);
    if (repository !== null) return { top, repository };
    if (dirname(top) === top) return null;
  }
}

function folderPath(names: readonly string[]): string {
  return names.map((name) => `${name}/`).join('');
}

function readIfThere(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}
