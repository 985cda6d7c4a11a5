import type { ChunkFilter } from '../ports/searchIndexes.ts';

/** Whether a file's chunks may be found. A path in the filter that ends in `/` is a folder. */
export function passesFilter(
  file: { readonly path: string; readonly language: string },
  { paths, languages }: ChunkFilter,
): boolean {
  const isInPaths =
    paths.length === 0 ||
    paths.some((path) => (path.endsWith('/') ? file.path.startsWith(path) : file.path === path));
  return isInPaths && (languages.length === 0 || languages.includes(file.language));
}

/** Whether a filter lets everything pass. */
export function passesAll({ paths, languages }: ChunkFilter): boolean {
  return paths.length === 0 && languages.length === 0;
}
