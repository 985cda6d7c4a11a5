import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { FoundFile, LeftOut, Listing } from '../../core/indexing/fileRecords.ts';
import type { Cancellation } from '../../core/ports.ts';
import type { FolderRules } from './folderRules.ts';
import { gitIgnoreName, outerGitRules, withGitIgnore } from './gitIgnoreFiles.ts';
import type { IgnoreRules } from './ignoreRules.ts';
import { isGone, lookAtFiles } from './lookAtFiles.ts';
import type { LookOptions } from './lookAtFiles.ts';
import type { WantedPaths } from './wantedPaths.ts';

export interface ListOptions extends LookOptions {
  readonly rules: FolderRules;
  readonly wanted: WantedPaths;
  readonly cancellation: Cancellation;
}

/**
 * Lists the files of a folder by walking it, with nested .gitignore files, those around it that belong to the same repository, and the folder's
 * own rules. Symbolic links are not followed: what they name inside the folder is found in its own place, so loops end.
 * @throws Failure `cancelled`.
 */
export async function walkFiles(options: ListOptions): Promise<Listing> {
  const listing = { files: [], leftOut: [] };
  await walk('', await outerGitRules(await realpath(options.root)), options, listing);
  return listing;
}

async function walk(
  folder: string,
  outer: IgnoreRules,
  options: ListOptions,
  listing: { readonly files: FoundFile[]; readonly leftOut: LeftOut[] },
): Promise<void> {
  const { files, leftOut } = listing;
  const { root, rules, wanted, cancellation } = options;
  if (cancellation.aborted) throw new Failure('cancelled', 'Listing was cancelled.');
  const entries = await entriesOf(join(root, folder));
  if (entries === null) {
    leftOut.push({ path: folder, reason: 'unreadable' });
    return;
  }
  const git = entries.some(({ name }) => name === gitIgnoreName)
    ? await withGitIgnore(outer, root, folder)
    : outer;
  const folders: string[] = [];
  const candidates: string[] = [];
  for (const entry of entries) {
    const path = folder + entry.name + (entry.isDirectory() ? '/' : '');
    if (
      rules.isNever(entry.name) ||
      !(entry.isDirectory() ? wanted.mayHold(path) : wanted.has(path))
    )
      continue;
    const verdict = await rules.test(path);
    if (verdict !== null) leftOut.push({ path, reason: verdict.reason });
    else if (git.test(path) !== null) leftOut.push({ path, reason: 'ignored' });
    else (entry.isDirectory() ? folders : candidates).push(path);
  }
  await lookAtFiles(candidates, options, files, leftOut);
  for (const inner of folders) await walk(inner, git, options, listing);
}

async function entriesOf(folder: string): Promise<Dirent[] | null> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return isGone(error) ? [] : null;
  }
}
