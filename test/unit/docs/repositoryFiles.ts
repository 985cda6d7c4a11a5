import { globSync } from 'node:fs';
import { repositoryRoot } from '../../support/paths.ts';

const roots = [
  'src',
  'webview',
  'test',
  'packaging',
  'docs',
  'media',
  'l10n',
  '.github',
  '.vscode',
];
const notOurs: ReadonlySet<string> = new Set(['node_modules']);

/**
 * Paths of the repository's files, relative to its root, with forward slashes. Also works without
 * git.
 */
export function repositoryFiles(): readonly string[] {
  const inFolders = globSync(
    roots.map((root) => `${root}/**/*.*`),
    { cwd: repositoryRoot, exclude: (name) => notOurs.has(name) },
  );
  const atRoot = globSync(['*', '.*'], { cwd: repositoryRoot });
  return [...inFolders, ...atRoot].map((path) => path.replaceAll('\\', '/'));
}
