import * as vscode from 'vscode';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import { isInside } from '../editor/isInside.ts';
import { mayBeIndexed } from '../readSettings.ts';

/**
 * The open folders that may be read: in a trusted workspace, on disk, not opted out. A folder
 * inside another open folder is left out, because the outer index already contains its files.
 */
export function askedFolders(): readonly AskedFolder[] {
  if (!vscode.workspace.isTrusted) return [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    (folder) => folder.uri.scheme === 'file' && mayBeIndexed(folder),
  );
  return folders
    .filter(
      (folder) =>
        !folders.some((other) => other !== folder && isInside(folder.uri.path, other.uri.path)),
    )
    .map(toAskedFolder);
}

function toAskedFolder(folder: vscode.WorkspaceFolder): AskedFolder {
  return { root: folder.uri.fsPath, name: folder.name };
}

/**
 * A file's or folder's place in its index; null if it is in none of `folders`. `path` is relative,
 * with forward slashes; '' is the folder itself.
 */
export function locate(
  uri: vscode.Uri,
  folders: readonly AskedFolder[],
): { readonly root: string; readonly path: string } | null {
  const folder = folders.find(
    ({ root }) =>
      uri.scheme === 'file' &&
      (uri.fsPath === root || isInside(uri.path, vscode.Uri.file(root).path)),
  );
  return folder === undefined
    ? null
    : {
        root: folder.root,
        path: uri.path.slice(vscode.Uri.file(folder.root).path.length).replace(/^\//, ''),
      };
}

/**
 * Relative paths of the files in open tabs, the active one first, because users ask about what they
 * are looking at.
 */
export function openFiles(folder: AskedFolder): readonly string[] {
  const active = vscode.window.activeTextEditor?.document.uri;
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).map((tab) => tab.input);
  const uris = tabs.flatMap((input) =>
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook
      ? [input.uri]
      : [],
  );
  const paths = [...(active === undefined ? [] : [active]), ...uris].flatMap(
    (uri) => locate(uri, [folder])?.path ?? [],
  );
  return [...new Set(paths)];
}
