import type { FolderIndex, IndexedFolder } from '../ports/folderIndex.ts';

/** Runs `work` on a consistent state of each folder's index, in the order of `folders`. */
export async function readTogether<T>(
  folders: readonly IndexedFolder[],
  work: (indexes: readonly FolderIndex[]) => Promise<T>,
): Promise<T> {
  const [first, ...others] = folders;
  return first === undefined
    ? work([])
    : first.read((index) => readTogether(others, (indexes) => work([index, ...indexes])));
}
