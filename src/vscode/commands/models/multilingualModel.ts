import * as vscode from 'vscode';
import type { ModelFiles } from '../../../core/models.ts';
import type { ModelShelf } from '../../models/modelShelf.ts';

/** Makes the multilingual embedding model the one in use, and downloads it if it is not there. */
export async function useMultilingualModel(
  id: string | null,
  models: ModelFiles,
  shelf: ModelShelf,
): Promise<void> {
  if (id === null) return;
  await vscode.workspace
    .getConfiguration('askWorkspace.index')
    .update('embeddingModel', id, vscode.ConfigurationTarget.Global);
  if ((await models.find('embedding')) === null) await shelf.download('embedding', id);
}

/** The multilingual model is not offered again, in any window. */
export async function declineMultilingualModel(): Promise<void> {
  await vscode.workspace
    .getConfiguration('askWorkspace.models')
    .update('offerMultilingual', false, vscode.ConfigurationTarget.Global);
}
