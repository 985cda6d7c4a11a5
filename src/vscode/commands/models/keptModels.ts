import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ModelFiles } from '../../../core/models.ts';
import { modelPath } from '../../models/modelArgument.ts';
import { withStoppableProgress } from '../withStoppableProgress.ts';
import { t } from '../../../core/texts/translate.ts';

/** Makes a model file the one that answers, instead of a server where the settings name one. */
export async function useChatModel(argument: unknown): Promise<void> {
  const path = modelPath(argument);
  if (path === undefined) return;
  const configuration = vscode.workspace.getConfiguration('askWorkspace.chatModel');
  await configuration.update('path', path, vscode.ConfigurationTarget.Global);
  await configuration.update('server', undefined, vscode.ConfigurationTarget.Global);
}

/** Makes a model the embedding model. Everything is then embedded again. */
export async function useEmbeddingModel(argument: unknown, models: ModelFiles): Promise<void> {
  const path = modelPath(argument);
  const chosen = (await models.list()).find(
    (model) => model.path === path && model.kind === 'embedding',
  );
  const known = models.catalog().find(({ name }) => name === chosen?.name);
  if (known !== undefined)
    await vscode.workspace
      .getConfiguration('askWorkspace.index')
      .update('embeddingModel', known.id, vscode.ConfigurationTarget.Global);
}

/** Has finished answers read by this detector; by none, if it is the one in use. */
export async function useDetector(argument: unknown): Promise<void> {
  const path = modelPath(argument);
  if (path === undefined) return;
  const configuration = vscode.workspace.getConfiguration('askWorkspace.answer');
  const isInUse = configuration.get('detector') === path;
  await configuration.update(
    'detector',
    isInUse ? undefined : path,
    vscode.ConfigurationTarget.Global,
  );
}

/** Verifies a model file against its checksum, reading all of it. */
export async function verifyModel(argument: unknown, models: ModelFiles): Promise<void> {
  const path = modelPath(argument);
  if (path === undefined) return;
  const name = basename(path);
  const sha256 = await withStoppableProgress(t('Checking {name}', { name }), (signal, report) =>
    models.verify(
      path,
      ({ receivedBytes, totalBytes }) => {
        report((100 * receivedBytes) / totalBytes);
      },
      signal,
    ),
  );
  void vscode.window.showInformationMessage(
    t('{name}: check passed, sha256 {sha256}', { name, sha256 }),
  );
}

/** Shows the file in the system's file manager. In a remote window, copies its path instead. */
export async function revealModel(argument: unknown): Promise<void> {
  const path = modelPath(argument);
  if (path === undefined) return;
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path));
    return;
  }
  await vscode.env.clipboard.writeText(path);
  void vscode.window.showInformationMessage(t('Path copied to the clipboard: {path}', { path }));
}

/**
 * Deletes a model file after a confirmation.
 * @returns whether it was deleted.
 */
export async function deleteModel(argument: unknown, models: ModelFiles): Promise<boolean> {
  const path = modelPath(argument);
  if (path === undefined) return false;
  const chosen = await vscode.window.showWarningMessage(
    t('Delete {name}?', { name: basename(path) }),
    { modal: true, detail: t('{path} is deleted from this machine.', { path }) },
    t('Delete'),
  );
  if (chosen === undefined) return false;
  await models.delete(path);
  return true;
}
