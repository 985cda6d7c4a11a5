import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { partPaths } from '../gguf/ggufParts.ts';

/**
 * How deeply .gguf files may be nested. Other programs store them as `owner/repository/file.gguf`,
 * and Hugging Face's cache as `hub/models--owner--repository/snapshots/revision/folder/file.gguf`.
 */
const maxDepth = 6;

/**
 * All .gguf files below a folder, also through links, each file once. For a model in parts only the
 * first is returned, unless it is missing.
 */
export async function ggufPaths(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  await collect(folder, maxDepth, new Set(), paths);
  const all = new Set(paths);
  return paths.filter((path) => {
    const [first = path] = partPaths(path);
    return path === first || !all.has(first);
  });
}

async function collect(
  folder: string,
  depth: number,
  seen: Set<string>,
  paths: string[],
): Promise<void> {
  if (depth === 0 || !isNewPlace(await truePath(folder), seen)) return;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    const path = join(folder, entry.name);
    const isFolder =
      entry.isDirectory() ||
      (entry.isSymbolicLink() && (await stat(path).catch(() => null))?.isDirectory() === true);
    if (isFolder) await collect(path, depth - 1, seen, paths);
    else if (
      entry.name.toLowerCase().endsWith('.gguf') &&
      isNewPlace(await truePath(path), seen, basename(path))
    )
      paths.push(path);
  }
}

/**
 * Snapshots of a cache link to the same files, and linked folders may form a loop. Parts are told
 * apart by name as well, because a model needs all of their names.
 */
function isNewPlace(path: string, seen: Set<string>, name = ''): boolean {
  const key = partPaths(name).length > 1 ? `${path}\n${name}` : path;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

async function truePath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
