/**
 * The form in which names are compared. A user types composed letters and plain quotes; a file
 * system may store decomposed letters (macOS), and an emoji may or may not have a variation
 * selector.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\ufe0e\ufe0f]/g, '')
    .replace(/[\u2018\u2019]/g, "'");
}

/**
 * The paths that are `name` or end in `/name`, shortest first. For a name that ends in `/`, the
 * matching folders instead (ending in `/`).
 */
export function pathsNamed(paths: readonly string[], name: string, limit: number): string[] {
  const key = `/${nameKey(name)}`;
  const found = paths.flatMap((path) => (name.endsWith('/') ? foldersOf(path) : [path]));
  const named = [...new Set(found)].filter((path) => `/${nameKey(path)}`.endsWith(key));
  return named.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, limit);
}

/** `a/` and `a/b/` of `a/b/c`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
}
