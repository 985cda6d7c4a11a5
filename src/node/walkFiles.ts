import type { Dirent } from 'node:fs';
import { lstat, readFile, readdir, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Failure } from '../core/errors.ts';
import type { FoundFile, LeftOut, Listing } from '../core/indexing/fileRecords.ts';
import type { Cancellation } from '../core/ports.ts';
import { excludeMatcher, isNeverIndexed } from './excludeGlobs.ts';
import { IgnoreRules } from './ignoreRules.ts';

export const askIgnoreName = '.askignore';
const gitIgnoreName = '.gitignore';

export interface WalkOptions {
  /** Absolute path of the workspace folder. */
  readonly root: string;
  readonly excludeGlobs: readonly string[];
  /** Whether a file of this path and size is left out for its size. */
  readonly isTooLarge: (path: string, sizeBytes: number) => boolean;
}

interface Rules {
  readonly git: IgnoreRules;
  readonly ask: IgnoreRules;
}

/** How many files are looked at at once; the file system's own threads are four. */
const atOnce = 16;

/**
 * Lists the files of a folder by walking it, with nested .gitignore and .askignore, and those .gitignore files around it that belong to the
 * same repository. Symbolic links are not followed: what they name inside the folder is found in its own place.
 * @param paths only these files and folders, relative; empty for all.
 * @throws Failure `folder-missing`; `cancelled`.
 */
export async function walkFiles(options: WalkOptions, paths: readonly string[], cancellation: Cancellation): Promise<Listing> {
  const { root } = options;
  const excluded = excludeMatcher(options.excludeGlobs);
  const files: FoundFile[] = [];
  const leftOut: LeftOut[] = [];
  const realRoot = await realpath(root).catch((error: unknown) => { throw new Failure('folder-missing', `The folder ${root} cannot be opened.`, { cause: error }); });

  async function walk(folder: string, outer: Rules): Promise<void> {
    if (cancellation.aborted) throw new Failure('cancelled', 'Listing was cancelled.');
    const entries = await entriesOf(join(root, folder));
    if (entries === null) {
      leftOut.push({ path: folder, reason: 'unreadable' });
      return;
    }
    const rules = await innerRules(root, folder, entries, outer);
    const folders: string[] = [];
    const candidates: string[] = [];
    for (const entry of entries) {
      const path = folder + entry.name;
      if (isNeverIndexed(entry.name) || !isWanted(path, paths)) continue;
      const isFolder = entry.isDirectory();
      const tested = isFolder ? `${path}/` : path;
      if (excluded(path) !== null) leftOut.push({ path: tested, reason: 'excluded' });
      else if (rules.git.test(tested) !== null || rules.ask.test(tested) !== null) leftOut.push({ path: tested, reason: 'ignored' });
      else if (isFolder) folders.push(tested);
      else if (entry.isSymbolicLink()) await noteLink(path, realRoot, root, leftOut);
      else candidates.push(path);
    }
    for (let i = 0; i < candidates.length; i += atOnce) {
      await Promise.all(candidates.slice(i, i + atOnce).map((path) => lookAt(path, options, files, leftOut)));
    }
    for (const inner of folders) await walk(inner, rules);
  }

  await walk('', { git: await outerGitRules(realRoot), ask: IgnoreRules.none });
  return { files, leftOut };
}

/** Whether a path is one of those wanted, lies below one or leads to one. */
function isWanted(path: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((own) => own === path || own.startsWith(`${path}/`) || path.startsWith(own.endsWith('/') ? own : `${own}/`));
}

/** Notes a file's size and time, or why it is left out. One that has just vanished is not there. */
export async function lookAt(path: string, options: WalkOptions, files: FoundFile[], leftOut: LeftOut[]): Promise<void> {
  try {
    const stats = await lstat(join(options.root, path));
    if (!stats.isFile()) leftOut.push({ path, reason: 'unreadable' });
    else if (options.isTooLarge(path, stats.size)) leftOut.push({ path, reason: 'too-large' });
    else files.push({ path, sizeBytes: stats.size, modifiedMs: stats.mtimeMs });
  } catch (error) {
    if (!isGone(error)) leftOut.push({ path, reason: 'unreadable' });
  }
}

/** A link out of the folder is left out; one within it names a file that is listed in its own place. */
export async function noteLink(path: string, realRoot: string, root: string, leftOut: LeftOut[]): Promise<void> {
  const target = await realpath(join(root, path)).catch(() => null);
  if (target !== null && target !== realRoot && !target.startsWith(realRoot + sep)) leftOut.push({ path, reason: 'outside-link' });
}

export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

async function entriesOf(folder: string): Promise<Dirent[] | null> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return isGone(error) ? [] : null;
  }
}

async function innerRules(root: string, folder: string, entries: readonly Dirent[], outer: Rules): Promise<Rules> {
  const extend = async (rules: IgnoreRules, name: string): Promise<IgnoreRules> => {
    if (!entries.some((entry) => entry.name === name && !entry.isDirectory())) return rules;
    const content = await readFile(join(root, folder, name), 'utf8').catch(() => '');
    return rules.extend(folder, folder + name, content);
  };
  return { git: await extend(outer.git, gitIgnoreName), ask: await extend(outer.ask, askIgnoreName) };
}

/** The ignore files of the repository that the folder lies in, from its top down to the folder's parent. */
async function outerGitRules(realRoot: string): Promise<IgnoreRules> {
  const folders: string[] = [];
  for (let folder = realRoot; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (await lstat(join(folder, '.git')).then(() => true, () => false)) break;
    if (dirname(folder) === folder) return IgnoreRules.none;
  }
  let rules = IgnoreRules.none;
  for (const [index, folder] of folders.entries()) {
    const prefix = relative(folder, realRoot).split(sep).join('/');
    const read = async (file: string): Promise<void> => {
      const content = await readFile(join(folder, file), 'utf8').catch(() => null);
      const name = relative(realRoot, join(folder, file)).split(sep).join('/');
      if (content !== null) rules = rules.extend('', name, content, prefix === '' ? '' : `${prefix}/`);
    };
    if (index === 0) await read('.git/info/exclude');
    if (folder !== realRoot) await read(gitIgnoreName);
  }
  return rules;
}
