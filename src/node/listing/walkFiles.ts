import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { Listing } from '../../core/indexing/fileRecords.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { FolderRules } from './folderRules.ts';
import { enterFolder, gitIgnoreName, gitSurroundings } from './gitIgnoreFiles.ts';
import type { GitSurroundings } from './gitIgnoreFiles.ts';
import { isLinkedCopy } from './gitRepository.ts';
import { ListingInProgress } from './listingInProgress.ts';
import { isGone, lookAtFiles } from './lookAtFiles.ts';
import type { LookOptions } from './lookAtFiles.ts';
import type { WantedPaths } from './wantedPaths.ts';

export interface ListOptions extends LookOptions {
  readonly rules: FolderRules;
  readonly wanted: WantedPaths;
  readonly cancellation: Cancellation;
  /** Receives why git could not list a folder. */
  readonly log?: (line: string) => void;
}

/**
 * Lists a folder's files by walking it. Applies nested .gitignore files, the ones above the folder
 * in the same repository, and the folder's own rules. Symbolic links are not followed, so there are
 * no loops; a target inside the folder is found in its own place.
 * @throws Failure `cancelled`.
 */
export async function walkFiles(options: ListOptions): Promise<Listing> {
  const listing = new ListingInProgress();
  await walk('', await gitSurroundings(await realpath(options.root)), options, listing);
  return listing.end(options.wanted.everything);
}

async function walk(
  folder: string,
  outer: GitSurroundings,
  options: ListOptions,
  listing: ListingInProgress,
): Promise<void> {
  const { root, rules, wanted, cancellation } = options;
  const { leftOut } = listing;
  if (cancellation.aborted) throw new Failure('cancelled', 'Listing was cancelled.');
  const entries = await entriesOf(join(root, folder));
  if (entries === null) {
    leftOut.push({ path: folder, reason: 'unreadable' });
    return;
  }
  const git = entries.some(({ name }) => name === gitIgnoreName || name === '.git')
    ? await enterFolder(outer, root, folder)
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
    else if (git.rules.test(path) !== null) leftOut.push({ path, reason: 'ignored' });
    else if (entry.isDirectory() && (await isLinkedCopy(join(root, path), git.repositories)))
      leftOut.push({ path, reason: 'worktree' });
    else (entry.isDirectory() ? folders : candidates).push(path);
  }
  await lookAtFiles(candidates, options, listing);
  for (const inner of folders) await walk(inner, git, options, listing);
}

async function entriesOf(folder: string): Promise<Dirent[] | null> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return isGone(error) ? [] : null;
  }
}
