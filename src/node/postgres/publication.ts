import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { runGit } from '../listing/runGit.ts';

/** The metric of the similarities in a store. */
export const storeMetric = 'cosine';

/** What of a store a folder is, or is to become. */
export interface Publication {
  /** The same for every checkout: `github.com/owner/name`, or any name that a team agrees on. */
  readonly repository: string;
  readonly branch: string;
}

export interface CheckedOut extends Publication {
  /** Null outside of a repository, and before its first commit. */
  readonly commit: string | null;
}

/**
 * What a folder is a checkout of. Outside of a git repository, it has its own name and the branch
 * `main`.
 * @param given names that take precedence unless they are empty.
 */
export async function checkedOut(
  root: string,
  given: { readonly repository?: string | undefined; readonly branch?: string | undefined },
): Promise<CheckedOut> {
  const git = async (...args: string[]): Promise<string> =>
    (await runGit(root, args).catch(() => '')).trim();
  const remote = repositoryName(await git('remote', 'get-url', 'origin'));
  const folder = await git('rev-parse', '--show-prefix');
  const branch = await git('symbolic-ref', '--short', '-q', 'HEAD');
  const commit = await git('rev-parse', '--verify', '-q', 'HEAD');
  const own = remote === '' ? basename(await realpath(root)) : inRepository(remote, folder);
  return {
    repository: given.repository || own,
    branch: given.branch ?? (branch === '' ? 'main' : branch),
    commit: commit === '' ? null : commit,
  };
}

/**
 * A repository's name from the address of its remote, whatever the protocol and user: `host/path`.
 * Empty for an empty address.
 */
export function repositoryName(remote: string): string {
  return remote
    .replace(/^\w[\w+.-]*:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?:\d+\/)?/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

function inRepository(repository: string, folder: string): string {
  return folder === '' ? repository : `${repository}:${folder.replace(/\/$/, '')}`;
}
