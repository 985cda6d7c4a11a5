import * as vscode from 'vscode';
import type { ModelFiles, ModelKind } from '../../../core/models.ts';
import type { ModelShelf } from '../../models/modelShelf.ts';

const dialogs: Readonly<Record<ModelKind, vscode.OpenDialogOptions>> = {
  chat: {
    title: 'A chat model',
    openLabel: 'Use this model',
    canSelectFiles: true,
    filters: { 'GGUF models': ['gguf'], 'All files (Ollama manifests and blobs)': ['*'] },
  },
  embedding: {
    title: 'The folder of all-MiniLM-L6-v2',
    openLabel: 'Use this folder',
    canSelectFiles: false,
    canSelectFolders: true,
  },
};

/**
 * Imports a model from a file or folder that the user chooses, for machines without a network and
 * for the user's own models. Shows its checksum.
 */
export async function importModel(
  kind: ModelKind,
  shelf: ModelShelf,
  models: Pick<ModelFiles, 'list'>,
): Promise<void> {
  const [chosen] = (await vscode.window.showOpenDialog(dialogs[kind])) ?? [];
  const file = chosen === undefined ? null : await shelf.import(kind, chosen.fsPath);
  const kept =
    file === null ? undefined : (await models.list()).find(({ path }) => path === file.path);
  if (kept !== undefined)
    void vscode.window.showInformationMessage(
      `${kept.name} was imported. sha256: ${kept.sha256 ?? 'unknown'}`,
    );
}
