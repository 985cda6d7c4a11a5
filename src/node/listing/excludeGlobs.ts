import picomatch from 'picomatch';

/**
 * Version control's own folders and what systems leave behind; nobody asks about these, so they are
 * not even counted.
 */
const never: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'CVS',
  '.DS_Store',
  'Thumbs.db',
]);

/** Left out by name, without a word. */
export function isNeverIndexed(name: string): boolean {
  return never.has(name);
}

/**
 * Exclude patterns as VS Code's `files.exclude` has them: relative to the workspace folder, `**`
 * for any folders, `{a,b}` for either; a folder that matches is left out with all that is in it.
 * @returns the first pattern that leaves `path` out (a file or folder, without a final `/`), or
 * null.
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
