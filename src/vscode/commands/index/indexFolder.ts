import * as vscode from 'vscode';
import type { QuestionScope } from '../../chat/question/questionScope.ts';
import type { ChatViewProvider } from '../../chat/chatViewProvider.ts';
import { locate } from '../../index/workspaceFolders.ts';
import type { WorkspaceIndex } from '../../index/workspaceIndex.ts';
import { t } from '../../../core/texts/translate.ts';

/** Indexes or updates just this folder, and limits the chat's questions to it. */
export async function indexFolder(
  uri: unknown,
  index: WorkspaceIndex,
  scope: QuestionScope,
  view: ChatViewProvider,
): Promise<void> {
  const place = uri instanceof vscode.Uri ? locate(uri, index.folders) : null;
  if (place === null) {
    void vscode.window.showInformationMessage(
      t('This folder is not part of a trusted workspace folder that may be indexed.'),
    );
    return;
  }
  const path = place.path === '' ? '' : `${place.path}/`;
  scope.set([{ root: place.root, path }]);
  await view.focus();
  await index.update(place.root, path === '' ? [] : [path]);
}
