import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { IgnoreRules } from './ignoreRules.ts';

export const gitIgnoreName = '.gitignore';

/** The rules in a folder (ending in `/`, empty for the top) that has a .gitignore of its own. */
export async function withGitIgnore(
  outer: IgnoreRules,
  root: string,
  folder: string,
): Promise<IgnoreRules> {
  const content = await readFile(join(root, folder, gitIgnoreName), 'utf8').catch(() => null);
  return content === null ? outer : outer.extend(folder, folder + gitIgnoreName, content);
}

/** The ignore files of the repository that the folder lies in, from its top down to the folder's parent, and its `.git/info/exclude`. */
export async function outerGitRules(realRoot: string): Promise<IgnoreRules> {
  const folders: string[] = [];
  for (let folder = realRoot; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (
      await lstat(join(folder, '.git')).then(
        () => true,
        () => false,
      )
    )
      break;
    if (dirname(folder) === folder) return IgnoreRules.none;
  }
  let rules = IgnoreRules.none;
  for (const [index, folder] of folders.entries()) {
    const prefix = relative(folder, realRoot).split(sep).join('/');
    const read = async (file: string): Promise<void> => {
      const content = await readFile(join(folder, file), 'utf8').catch(() => null);
      const name = relative(realRoot, join(folder, file)).split(sep).join('/');
      if (content !== null)
        rules = rules.extend('', name, content, prefix === '' ? '' : `${prefix}/`);
    };
    if (index === 0) await read('.git/info/exclude');
    if (folder !== realRoot) await read(gitIgnoreName);
  }
  return rules;
}
