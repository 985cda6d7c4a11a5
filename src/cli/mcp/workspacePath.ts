import { terminalFailure } from '../terminalFailure.ts';

/**
 * Converts a path that a tool was given to the form used in the index.
 * @throws Failure `folder-missing` for a path that is absolute or leads out of the folder.
 */
export function workspacePath(given: string): string {
  const path = given.replace(/^(?:\.\/+)+/, '');
  const leadsOut = path
    .split(/[/\\]/)
    .some((part) => part === '..' || part === '.' || /^[a-z]:$/i.test(part));
  if (path === '' || path.startsWith('/') || path.startsWith('\\') || leadsOut || /\0/.test(path))
    throw terminalFailure(
      'folder-missing',
      `${JSON.stringify(given)} is not a path within the workspace folder.`,
    );
  return path;
}
