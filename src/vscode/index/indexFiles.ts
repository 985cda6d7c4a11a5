import * as vscode from 'vscode';
import { Failure } from '../../core/errors.ts';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';
import { noFolderWording } from '../text/words.ts';
import { withStoppableProgress } from '../commands/withStoppableProgress.ts';
import { localNumber, t } from '../../core/texts/translate.ts';

function filters(): Record<string, string[]> {
  return { [t('Exported index')]: ['askindex'] };
}

/** Writes what was computed for meaning search in one folder to a file that the user chooses. */
export async function exportIndex(index: WorkspaceIndex): Promise<void> {
  const folder = await chosenFolder(index.folders, t('Export the index of which folder?'));
  if (folder === undefined) return;
  const target = await vscode.window.showSaveDialog({
    title: t('Export the index'),
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(folder.root), '..', `${folder.name}.askindex`),
    filters: filters(),
  });
  if (target === undefined) return;
  const { embeddings } = await withStoppableProgress(t('Exporting the index'), (signal) =>
    index.exportTo(folder.root, target.fsPath, signal),
  );
  void vscode.window.showInformationMessage(
    t('{count} embeddings were written to {path}.', {
      count: localNumber(embeddings),
      path: target.fsPath,
    }),
  );
}

/** Takes in a file that the user chooses, then indexes what differs in the folder. */
export async function importIndex(index: WorkspaceIndex): Promise<void> {
  const folder = await chosenFolder(index.folders, t('Import an index for which folder?'));
  if (folder === undefined) return;
  const [source] =
    (await vscode.window.showOpenDialog({ title: t('Import an index'), filters: filters() })) ?? [];
  if (source === undefined) return;
  const { embeddings } = await withStoppableProgress(t('Importing the index'), (signal) =>
    index.importFrom(folder.root, source.fsPath, signal),
  );
  void vscode.window.showInformationMessage(
    t('{count} embeddings were taken in from {path}.', {
      count: localNumber(embeddings),
      path: source.fsPath,
    }),
  );
  await index.update(folder.root);
}

async function chosenFolder(
  folders: readonly AskedFolder[],
  title: string,
): Promise<AskedFolder | undefined> {
  if (folders.length === 0) throw new Failure('folder-missing', noFolderWording);
  if (folders.length === 1) return folders[0];
  const items = folders.map((folder) => ({ label: folder.name, detail: folder.root, folder }));
  return (await vscode.window.showQuickPick(items, { title }))?.folder;
}
