/** `packages/lib/src/v3/types.ts` is in version 3 of `packages/lib/src/`. */
const versionFolder = /^(.*?\/|)v(\d+)\//;

/** Words that ask about a version other than the newest. */
const asksForVersion =
  /\bv\d+\b|\b(?:old|older|previous|former|legacy|earlier) (?:major )?(?:version|release|api)s?\b/i;

/**
 * Whether a path is in a folder of an older major version, which mostly repeats the newest one:
 * `v3/` if there is a `v4/` beside it. False for every path if the question asks for a version.
 * @param paths of the files to compare.
 */
export function olderVersions(
  question: string,
  paths: readonly string[],
): (path: string) => boolean {
  if (asksForVersion.test(question)) return () => false;
  const newest = new Map<string, number>();
  for (const path of paths) {
    const { parent, version } = versionOf(path);
    if (version > (newest.get(parent) ?? -1)) newest.set(parent, version);
  }
  return (path) => {
    const { parent, version } = versionOf(path);
    return version >= 0 && version < (newest.get(parent) ?? version);
  };
}

/** The version is -1 for a path outside any such folder. */
function versionOf(path: string): { readonly parent: string; readonly version: number } {
  const [, parent = '', version = '-1'] = versionFolder.exec(path) ?? [];
  return { parent, version: Number(version) };
}
