import { execFile } from 'node:child_process';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../../core/errors.ts';
import type { FoundFile, LeftOut, Listing } from '../../core/indexing/fileRecords.ts';
import type { SkipReason } from '../../core/domain.ts';
import { lookAtFiles } from './lookAtFiles.ts';
import type { IgnoreVerdict } from './ignoreRules.ts';
import type { ListOptions } from './walkFiles.ts';
import { foldersAbove } from './wantedPaths.ts';

const run = promisify(execFile);

/** A list of a million paths. */
const maxOutputBytes = 256 * 1024 * 1024;
/** With more paths than these, git is asked for all; the rest is left out here. */
const maxPathArguments = 100;

/**
 * Lists the files of a folder as git sees them: tracked, and untracked but not ignored; repositories within it (submodules) as trees of
 * their own; then the folder's own rules.
 * @returns null where git is not installed or does not take the folder for a work tree.
 * @throws Failure `cancelled`.
 */
export async function gitFiles(options: ListOptions): Promise<Listing | null> {
  const files: FoundFile[] = [];
  const leftOut: LeftOut[] = [];
  return (await listTree('', options, files, leftOut)) ? { files, leftOut } : null;
}

/** What git itself says leaves a path out (tracked files never are). @returns null where nothing does; undefined where git cannot tell. */
export async function gitVerdict(
  root: string,
  path: string,
): Promise<IgnoreVerdict | null | undefined> {
  try {
    const { stdout } = await git(root, ['check-ignore', '-v', '-z', '--', path], undefined);
    const [source = '', line = '', pattern = ''] = stdout.split('\0');
    return { rule: pattern, location: `${source}:${line}` };
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 1 ? null : undefined;
  }
}

async function listTree(
  tree: string,
  options: ListOptions,
  files: FoundFile[],
  leftOut: LeftOut[],
): Promise<boolean> {
  const { root, wanted, cancellation } = options;
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
  const rules = new FolderVerdicts(options, leftOut);
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
    files,
    leftOut,
  );
  for (const inner of trees) {
    // A submodule that was never fetched is an empty folder.
    if (await isTree(join(root, inner))) await listTree(`${inner}/`, options, files, leftOut);
  }
  return true;
}

/** Paths within a tree that git is to list; none for all. What lies in a repository within it is asked of that one, so its folder is named. */
async function pathArguments(tree: string, { root, wanted }: ListOptions): Promise<string[]> {
  const paths = wanted.within(tree);
  if (paths === null || paths.length > maxPathArguments) return [];
  const named = await Promise.all(
    paths.map(async (path) => {
      for (const folder of foldersAbove(path))
        if (await isTree(join(root, tree, folder))) return folder;
      return path;
    }),
  );
  return [...new Set(named)].map((path) => `:(literal)${path}`);
}

function isTree(folder: string): Promise<boolean> {
  return lstat(join(folder, '.git')).then(
    () => true,
    () => false,
  );
}

/** Asks the folder's own rules of a file and of every folder above it; a folder that is left out counts once. */
class FolderVerdicts {
  readonly #options: ListOptions;
  readonly #leftOut: LeftOut[];
  readonly #folders = new Map<string, SkipReason | null>();

  constructor(options: ListOptions, leftOut: LeftOut[]) {
    this.#options = options;
    this.#leftOut = leftOut;
  }

  async lets(path: string): Promise<boolean> {
    const { rules } = this.#options;
    if (isNeverIn(path, this.#options)) return false;
    for (const folder of foldersAbove(path)) {
      let reason = this.#folders.get(folder);
      if (reason === undefined) {
        reason = (await rules.test(`${folder}/`))?.reason ?? null;
        this.#folders.set(folder, reason);
        if (reason !== null) this.#leftOut.push({ path: `${folder}/`, reason });
      }
      if (reason !== null) return false;
    }
    const verdict = await rules.test(path);
    if (verdict !== null) this.#leftOut.push({ path, reason: verdict.reason });
    return verdict === null;
  }
}

function isNeverIn(path: string, { rules }: ListOptions): boolean {
  return path.split('/').some((name) => rules.isNever(name));
}

async function listedBy(
  folder: string,
  which: readonly string[],
  { cancellation }: ListOptions,
): Promise<string[] | null> {
  try {
    const { stdout } = await git(
      folder,
      ['ls-files', '-z', '--exclude-standard', ...which],
      cancellation,
    );
    return stdout.split('\0').filter((path) => path !== '');
  } catch {
    if (cancellation.aborted) throw new Failure('cancelled', 'Listing was cancelled.');
    return null;
  }
}

/** No locks: git's own index is only read. And the folder decides which repository it is, not what started us (a git hook, say). */
const ownEnvironment = {
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
};

async function git(
  folder: string,
  args: readonly string[],
  cancellation: ListOptions['cancellation'] | undefined,
): Promise<{ stdout: string }> {
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
  };
  cancellation?.addEventListener('abort', stop, { once: true });
  try {
    // No fsmonitor: a repository's own settings must not start programs.
    return await run('git', ['-c', 'core.fsmonitor=false', ...args], {
      cwd: folder,
      maxBuffer: maxOutputBytes,
      signal: abort.signal,
      windowsHide: true,
      env: { ...process.env, ...ownEnvironment },
    });
  } finally {
    cancellation?.removeEventListener('abort', stop);
  }
}
