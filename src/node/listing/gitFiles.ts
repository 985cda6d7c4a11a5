import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { Listing } from '../../core/indexing/fileRecords.ts';
import type { SkipReason } from '../../core/domain.ts';
import { gitSurroundings } from './gitIgnoreFiles.ts';
import { isLinkedCopy, repositoryAt } from './gitRepository.ts';
import { isIgnoredFolder } from './gitVerdict.ts';
import { ListingInProgress } from './listingInProgress.ts';
import { lookAtFiles } from './lookAtFiles.ts';
import { gitComplaint, runGit } from './runGit.ts';
import type { ListOptions } from './walkFiles.ts';
import { foldersAbove } from './wantedPaths.ts';

/** With more paths than this, git lists everything and the result is filtered here. */
const maxPathArguments = 100;

/**
 * Lists a folder's files as git sees them: tracked, and untracked but not ignored. Nested
 * repositories (submodules) are listed one by one. The folder's own rules are applied afterwards.
 * @returns null if git is not installed, does not see the folder as a work tree, or ignores all of
 * it.
 * @throws Failure `cancelled`.
 */
export async function gitFiles(options: ListOptions): Promise<Listing | null> {
  const { root, wanted } = options;
  if (await isIgnoredFolder(root)) return null;
  const listing = new ListingInProgress();
  const { repositories } = await gitSurroundings(await realpath(root));
  return (await listTree({ path: '', repositories }, options, listing))
    ? listing.end(wanted.everything)
    : null;
}

/** A repository's work tree within the workspace folder. */
interface Tree {
  /** Ends in `/`; empty for the workspace folder. */
  readonly path: string;
  /** `common` of this repository and of the ones around it. */
  readonly repositories: readonly string[];
}

async function listTree(
  { path: tree, repositories }: Tree,
  options: ListOptions,
  listing: ListingInProgress,
): Promise<boolean> {
  const { root, wanted, cancellation } = options;
  const { leftOut } = listing;
  const folder = join(root, tree);
  const listed = await listedBy(
    folder,
    ['-co', '--', ...(await pathArguments(tree, options))],
    options,
  );
  const ignored = wanted.everything ? await listedBy(folder, ['-oi', '--directory'], options) : [];
  if (listed === null || ignored === null) return false;
  for (const path of ignored)
    if (wanted.has(tree + path) && !isNeverIn(path, options))
      leftOut.push({ path: tree + path, reason: 'ignored' });
  const rules = new FolderVerdicts(options, repositories, listing);
  const candidates: string[] = [];
  for (const path of new Set(listed)) {
    const own = tree + path;
    if (wanted.mayHold(own) && (await rules.lets(own)))
      candidates.push(own.endsWith('/') ? own.slice(0, -1) : own);
    if (cancellation.aborted) throw new Failure('cancelled', 'Listing was cancelled.');
  }
  const trees = await lookAtFiles(
    candidates.filter((path) => wanted.mayHold(path)),
    options,
    listing,
  );
  for (const inner of trees) {
    const path = `${inner}/`;
    const repository = await repositoryAt(join(root, inner));
    // A submodule that was never fetched is an empty folder.
    const isRead =
      repository !== null &&
      (await listTree(
        { path, repositories: [...repositories, repository.common] },
        options,
        listing,
      ));
    if (!isRead) leftOut.push({ path, reason: 'repository' });
  }
  return true;
}

/**
 * The paths that git is to list within a tree; none for everything. A path inside a nested
 * repository is replaced by that repository's folder, which is listed separately.
 */
async function pathArguments(tree: string, { root, wanted }: ListOptions): Promise<string[]> {
  const paths = wanted.within(tree);
  if (paths === null || paths.length > maxPathArguments) return [];
  const named = await Promise.all(
    paths.map(async (path) => {
      for (const folder of foldersAbove(path))
        if ((await repositoryAt(join(root, tree, folder))) !== null) return folder;
      return path;
    }),
  );
  return [...new Set(named)].map((path) => `:(literal)${path}`);
}

/**
 * Applies the folder's own rules to a file and to every folder above it. An excluded folder is
 * counted once.
 */
class FolderVerdicts {
  readonly #options: ListOptions;
  readonly #repositories: readonly string[];
  readonly #leftOut: ListingInProgress['leftOut'];
  readonly #folders = new Map<string, SkipReason | null>();

  constructor(
    options: ListOptions,
    repositories: readonly string[],
    { leftOut }: ListingInProgress,
  ) {
    this.#options = options;
    this.#repositories = repositories;
    this.#leftOut = leftOut;
  }

  async lets(path: string): Promise<boolean> {
    const { rules } = this.#options;
    if (isNeverIn(path, this.#options)) return false;
    for (const folder of foldersAbove(path)) {
      let reason = this.#folders.get(folder);
      if (reason === undefined) {
        reason = (await rules.test(`${folder}/`))?.reason ?? (await this.#copyReason(folder));
        this.#folders.set(folder, reason);
        if (reason !== null) this.#leftOut.push({ path: `${folder}/`, reason });
      }
      if (reason !== null) return false;
    }
    const verdict = await rules.test(path);
    if (verdict !== null) this.#leftOut.push({ path, reason: verdict.reason });
    return verdict === null;
  }

  async #copyReason(folder: string): Promise<SkipReason | null> {
    const isCopy = await isLinkedCopy(join(this.#options.root, folder), this.#repositories);
    return isCopy ? 'worktree' : null;
  }
}

function isNeverIn(path: string, { rules }: ListOptions): boolean {
  return path.split('/').some((name) => rules.isNever(name));
}

async function listedBy(
  folder: string,
  which: readonly string[],
  { cancellation, log }: ListOptions,
): Promise<string[] | null> {
  try {
    const listed = await runGit(folder, ['ls-files', '-z', '--exclude-standard', ...which], {
      cancellation,
    });
    return listed.split('\0').filter((path) => path !== '');
  } catch (error) {
    if (cancellation.aborted) throw new Failure('cancelled', 'Listing was cancelled.');
    if (!isOutsideGit(error)) log?.(`git cannot list ${folder}: ${gitComplaint(error)}`);
    return null;
  }
}

/**
 * Most folders that git does not list are simply not in a repository, which is not worth logging.
 */
function isOutsideGit(error: unknown): boolean {
  return error instanceof Error && error.message.includes('not a git repository');
}
