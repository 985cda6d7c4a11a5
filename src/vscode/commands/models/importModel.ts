import * as vscode from 'vscode';
import type { ModelFiles, ModelKind } from '../../../core/models.ts';
import type { ModelShelf } from '../../models/modelShelf.ts';
import { t } from '../../../core/texts/translate.ts';

const dialogs: Readonly<Record<ModelKind, () => vscode.OpenDialogOptions>> = {
  chat: () => ({
    title: t('A chat model'),
    openLabel: t('Use this model'),
    canSelectFiles: true,
    filters: {
      [t('GGUF models')]: ['gguf'],
      [t('All files (Ollama manifests and blobs)')]: ['*'],
    },
  }),
  embedding: () => ({
    title: t('The folder of all-MiniLM-L6-v2'),
    openLabel: t('Use this folder'),
    canSelectFiles: false,
    canSelectFolders: true,
  }),
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
  const [chosen] = (await vscode.window.showOpenDialog(dialogs[kind]())) ?? [];
  const file = chosen === undefined ? null : await shelf.import(kind, chosen.fsPath);
  const kept =
    file === null ? undefined : (await models.list()).find(({ path }) => path === file.path);
  if (kept !== undefined)
    void vscode.window.showInformationMessage(
      t('{name} was imported. sha256: {sha256}', {
        name: kept.name,
        sha256: kept.sha256 ?? t('unknown'),
      }),
    );
}
