import type { FolderIndex } from '../../ports/folderIndex.ts';
import { SoundTable } from './soundTable.ts';

/** Tables by their vocabulary, which an index keeps as long as it hardly changes. */
const tables = new WeakMap<readonly string[], SoundTable>();

/** How the terms of a folder's index sound. */
export async function soundTableOf(folder: FolderIndex): Promise<SoundTable> {
  const vocabulary = await folder.vocabulary();
  const known = tables.get(vocabulary);
  if (known !== undefined) return known;
  const table = new SoundTable(vocabulary);
  tables.set(vocabulary, table);
  return table;
}
