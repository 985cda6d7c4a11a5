import * as vscode from 'vscode';
import type { ModelKind } from '../../protocol/engine.ts';
import type { ModelShelf } from '../modelShelf.ts';

const dialogs: Readonly<Record<ModelKind, vscode.OpenDialogOptions>> = {
  chat: { title: 'A chat model', openLabel: 'Use this model', canSelectFiles: true, filters: { 'GGUF models': ['gguf'] } },
  embedding: { title: 'The folder of all-MiniLM-L6-v2', openLabel: 'Use this folder', canSelectFiles: false, canSelectFolders: true },
};

/** Takes a model from a file or folder that a person chooses: for machines without a network, and for models of one's own. */
export async function importModel(kind: ModelKind, shelf: ModelShelf): Promise<void> {
  const [chosen] = await vscode.window.showOpenDialog(dialogs[kind]) ?? [];
  if (chosen !== undefined) await shelf.import(kind, chosen.fsPath);
}
