import picomatch from 'picomatch';

/**
 * Version control's own folders and files that systems leave around. Nobody asks about these, so
 * they are not even counted.
 */
const never: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'CVS',
  '.DS_Store',
  'Thumbs.db',
]);

/** Left out by name, and not reported. */
export function isNeverIndexed(name: string): boolean {
  return never.has(name);
}

/**
 * Exclude patterns as in VS Code's `files.exclude`: relative to the workspace folder, `**` for any
 * folders, `{a,b}` for either. A folder that matches is left out with everything in it.
 * @returns the first pattern that excludes `path` (a file or folder, without a final `/`), or null.
 */
export function excludeMatcher(globs: readonly string[]): (path: string) => string | null {
  const matchers = globs.map((glob) => ({
    glob,
    matches: picomatch(glob.replace(/\/(\*\*)?$/, ''), {
      dot: true,
      nocase: process.platform === 'win32',
    }),
  }));
  return (path) => matchers.find(({ matches }) => matches(path))?.glob ?? null;
}
