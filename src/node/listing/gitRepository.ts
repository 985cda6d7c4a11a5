import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** The repository whose top a folder is, read from its files without running git. */
export interface GitRepository {
  /** Absolute path of the folder that all its worktrees share: `.git` of the main one. */
  readonly common: string;
  /** Whether the folder is a work tree; false for a folder that contains a bare repository. */
  readonly isWorkTree: boolean;
  /** Git's setting core.ignorecase: rules ignore case. */
  readonly ignoreCase: boolean;
}

/** @returns null if the folder has no `.git`. */
export async function repositoryAt(folder: string): Promise<GitRepository | null> {
  const own = join(folder, '.git');
  const link = await linkedGitFolder(folder);
  if (link === null && !(await isThere(own))) return null;
  const gitFolder = link ?? own;
  const common = await commonFolder(gitFolder);
  const config = await readFile(join(common, 'config'), 'utf8').catch(() => '');
  return {
    common,
    isWorkTree: isWorktreeFolder(gitFolder) || !flag(config, 'bare'),
    ignoreCase: flag(config, 'ignorecase'),
  };
}

/**
 * Whether a folder is a linked worktree of one of these repositories, and so a second copy of their
 * files. In a container, a worktree may still name its repository's path outside the container;
 * then the worktree's name decides.
 * @param commons the folders that the worktrees of each repository share.
 */
export async function isLinkedCopy(folder: string, commons: readonly string[]): Promise<boolean> {
  const link = commons.length === 0 ? null : await linkedGitFolder(folder);
  if (link === null || !isWorktreeFolder(link)) return false;
  const common = await realpath(dirname(dirname(link))).catch(() => null);
  if (common !== null) return commons.includes(common);
  const known = await Promise.all(
    commons.map((own) => isThere(join(own, 'worktrees', basename(link)))),
  );
  return known.includes(true);
}

/**
 * The folder that the `.git` file of a submodule or linked worktree points to; null if `.git` is
 * not such a file.
 */
async function linkedGitFolder(folder: string): Promise<string | null> {
  const own = join(folder, '.git');
  const stats = await lstat(own).catch(() => null);
  if (stats?.isFile() !== true) return null;
  const [, path] = /^gitdir: (.+)$/m.exec(await readFile(own, 'utf8').catch(() => '')) ?? [];
  return path === undefined ? null : resolve(folder, path.trim());
}

function isWorktreeFolder(gitFolder: string): boolean {
  return basename(dirname(gitFolder)) === 'worktrees';
}

async function commonFolder(gitFolder: string): Promise<string> {
  const named = await readFile(join(gitFolder, 'commondir'), 'utf8').catch(() => null);
  const common =
    named !== null
      ? resolve(gitFolder, named.trim())
      : isWorktreeFolder(gitFolder)
        ? dirname(dirname(gitFolder))
        : gitFolder;
  return realpath(common).catch(() => common);
}

/**
 * A boolean of git's section `core`, the only section with these names. A name without a value
 * means true.
 */
function flag(config: string, name: string): boolean {
  const setting = new RegExp(`^[ \\t]*${name}[ \\t]*(?:=[ \\t]*(\\w*)[ \\t]*)?$`, 'im').exec(
    config,
  );
  return setting !== null && /^(?:true|yes|on|1)$/i.test(setting.at(1) ?? 'true');
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
