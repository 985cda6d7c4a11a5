import type { WorkspaceIndex } from '../../index/workspaceIndex.ts';
import { fileUri } from '../fileArgument.ts';
import { locate } from '../../index/workspaceFolders.ts';

/** Deletes and rebuilds the index of the chosen folder, or of all folders. */
export async function rebuildIndex(argument: unknown, index: WorkspaceIndex): Promise<void> {
  const uri = fileUri(argument);
  const chosen =
    uri === undefined
      ? index.folders.map(({ root }) => root)
      : [locate(uri, index.folders)?.root ?? []].flat();
  await Promise.all(chosen.map((root) => index.rebuild(root)));
}
