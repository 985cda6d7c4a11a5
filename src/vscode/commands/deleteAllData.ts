import * as vscode from 'vscode';
import type { Engine } from '../../core/engine.ts';
import type { ConversationHistory } from '../chat/conversations/conversationHistory.ts';
import type { NotUsefulSources } from '../chat/sources/notUsefulSources.ts';
import type { ServerKeys } from '../models/serverKeys.ts';
import type { WorkspaceIndex } from '../index/workspaceIndex.ts';
import { t } from '../../core/texts/translate.ts';

/** The product's own folders. Nothing else is ever deleted. */
export interface DataFolders {
  /** Indexes, and measurements of this machine. */
  readonly cache: string;
  /** The models folder, unless a setting or the environment names another. */
  readonly models: string;
  /** Checksums and last use of model files, wherever the files are. */
  readonly modelRecords: string;
}

/** All that holds data. */
export interface StoredData {
  readonly folders: DataFolders;
  readonly engine: Engine;
  readonly index: WorkspaceIndex;
  readonly history: ConversationHistory;
  readonly notUsefulSources: NotUsefulSources;
  readonly serverKeys: ServerKeys;
}

/**
 * After a confirmation, deletes what the product has stored on this machine for all workspaces. A
 * models folder of the user's choice is left alone.
 */
export async function deleteAllData({
  folders,
  engine,
  index,
  history,
  notUsefulSources,
  serverKeys,
}: StoredData): Promise<boolean> {
  const ownModels = engine.models.folder === folders.models;
  const detail = [
    t('Indexes of all workspaces, and records of models: {folder}', { folder: folders.cache }),
    ownModels
      ? t('Models, which would have to be downloaded again: {folder}', { folder: folders.models })
      : t('The models in {folder} are in your own folder and are kept.', {
          folder: engine.models.folder,
        }),
    t('Earlier conversations of this workspace. Delete those of other workspaces there.'),
    t('What was marked as not useful in this workspace.'),
    t('Keys of servers.'),
    t('Close other windows first. Your files and settings stay as they are.'),
  ].join('\n\n');
  const everything = t('Delete indexes and models');
  const chosen = await vscode.window.showWarningMessage(
    t('Delete all data of Ask Workspace?'),
    { modal: true, detail },
    t('Delete indexes'),
    ...(ownModels ? [everything] : []),
  );
  if (chosen === undefined) return false;
  index.cancel();
  await engine.stop();
  await deleteFolder(folders.cache);
  await deleteFolder(folders.modelRecords);
  await history.deleteAll();
  await notUsefulSources.remove(notUsefulSources.all);
  await serverKeys.deleteAll();
  if (chosen === everything) await deleteFolder(folders.models);
  await index.reopen();
  return true;
}

async function deleteFolder(path: string): Promise<void> {
  try {
    await vscode.workspace.fs.delete(vscode.Uri.file(path), { recursive: true, useTrash: false });
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound')) throw error;
  }
}
