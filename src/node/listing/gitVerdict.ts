import { join, posix } from 'node:path';
import type { RuleVerdict } from './folderRules.ts';
import { repositoryAt } from './gitRepository.ts';
import { hasExitCode, runGit } from './runGit.ts';
import { foldersAbove } from './wantedPaths.ts';

/**
 * Whether the folder is in a repository that ignores all of it. The user opened it nevertheless, so
 * git's rules do not apply in it.
 */
export async function isIgnoredFolder(folder: string): Promise<boolean> {
  // For the top of a repository, git would apply the folder's own ignore file to it.
  if ((await repositoryAt(folder)) !== null) return false;
  try {
    await runGit(folder, ['check-ignore', '--no-index', '-q', '.']);
    return true;
  } catch {
    return false;
  }
}

/**
 * What leaves a path out according to git: an ignore file of any kind (never for a tracked file),
 * or a repository on the way that git cannot read.
 * @returns null if nothing does; undefined if git does not list the folder.
 */
export async function gitVerdict(
  root: string,
  path: string,
): Promise<RuleVerdict | null | undefined> {
  if (await isIgnoredFolder(root)) return undefined;
  let repository = '';
  for (const folder of [...foldersAbove(path), path]) {
    const isLast = folder === path;
    if (!isLast && (await repositoryAt(join(root, folder))) === null) continue;
    const verdict = await verdictIn(root, repository, folder);
    if (verdict === undefined && repository !== '')
      return { reason: 'repository', rule: '', location: '' };
    if (verdict !== null) return verdict;
    repository = `${folder}/`;
  }
  return null;
}

async function verdictIn(
  root: string,
  repository: string,
  path: string,
): Promise<RuleVerdict | null | undefined> {
  const folder = join(root, repository);
  try {
    const input = `${path.slice(repository.length)}\0`;
    const found = await runGit(folder, ['check-ignore', '-v', '-z', '--stdin'], { input });
    const [source = '', line = '', rule = ''] = found.split('\0');
    if (rule.startsWith('!')) return null;
    return {
      reason: 'ignored',
      rule,
      location: `${await nameIn(folder, repository, source)}:${line}`,
    };
  } catch (error) {
    return hasExitCode(error, 1) ? null : undefined;
  }
}

/**
 * Git names an ignore file relative to the repository's top; the user expects it relative to the
 * workspace folder.
 */
async function nameIn(folder: string, repository: string, source: string): Promise<string> {
  if (posix.isAbsolute(source) || /^[A-Za-z]:/.test(source)) return source;
  const inside = (await runGit(folder, ['rev-parse', '--show-prefix'])).trimEnd();
  return repository + posix.relative(inside, source);
}
