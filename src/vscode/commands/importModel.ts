import * as vscode from 'vscode';
import type { ModelFiles, ModelKind } from '../../core/models.ts';
import type { ModelShelf } from '../models/modelShelf.ts';

const dialogs: Readonly<Record<ModelKind, vscode.OpenDialogOptions>> = {
  chat: {
    title: 'A chat model',
    openLabel: 'Use this model',
    canSelectFiles: true,
    filters: { 'GGUF models': ['gguf'] },
  },
  embedding: {
    title: 'The folder of all-MiniLM-L6-v2',
    openLabel: 'Use this folder',
    canSelectFiles: false,
    canSelectFolders: true,
  },
};

/**
 * Takes a model from a file or folder that a person chooses: for machines without a network, and
 * for models of one's own. Its checksum is shown.
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
      `${kept.name} is here: sha256 ${kept.sha256 ?? 'unknown'}`,
    );
}
