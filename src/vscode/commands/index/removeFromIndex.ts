import * as vscode from 'vscode';
import { fileUri } from '../fileArgument.ts';
import { locate } from '../../index/workspaceFolders.ts';
import type { WorkspaceIndex } from '../../index/workspaceIndex.ts';
import { t } from '../../../core/texts/translate.ts';

/**
 * Removes a folder from the index for good. A workspace folder's index is deleted, and built again
 * only on request. A folder inside one gets a line in `.askignore`, because otherwise the next
 * update would index it again.
 */
export async function removeFromIndex(argument: unknown, index: WorkspaceIndex): Promise<void> {
  const uri = fileUri(argument);
  const place = uri === undefined ? null : locate(uri, index.folders);
  if (place === null) return;
  const folder = index.folders.find(({ root }) => root === place.root);
  const name = place.path === '' ? (folder?.name ?? '') : place.path;
  const detail =
    place.path === ''
      ? t('Its index is deleted. It is built again when you ask about this folder or index it.')
      : t('A line in .askignore will keep it out of the index.');
  const remove = t('Remove');
  const chosen = await vscode.window.showWarningMessage(
    t('Remove {name} from the index?', { name }),
    { modal: true, detail: `${detail} ${t('Your files stay as they are.')}` },
    remove,
  );
  if (chosen !== remove) return;
  if (place.path === '') await index.remove(place.root);
  else await keepOut(place.root, place.path, index);
}

async function keepOut(root: string, path: string, index: WorkspaceIndex): Promise<void> {
  const rules = vscode.Uri.joinPath(vscode.Uri.file(root), '.askignore');
  const before = await readIfThere(rules);
  const separator = before === '' || before.endsWith('\n') ? '' : '\n';
  await vscode.workspace.fs.writeFile(
    rules,
    Buffer.from(`${before}${separator}/${escapeRule(path)}/\n`),
  );
  await index.update(root);
}

/** Escapes the characters that are special in ignore rules. */
function escapeRule(path: string): string {
  return path.replace(/[\\*?[\]!#]/g, '\\$&').replace(/ $/, '\\ ');
}

async function readIfThere(uri: vscode.Uri): Promise<string> {
  try {
    return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return '';
    throw error;
  }
}
