import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import type { ConversationHistory } from '../chat/conversations/conversationHistory.ts';
import {
  conversationAsJson,
  conversationAsMarkdown,
  importedConversation,
  titleOf,
} from '../chat/conversations/exportedConversation.ts';
import type { SavedConversation } from '../chat/conversations/savedConversation.ts';
import { t } from '../../core/texts/translate.ts';

const maxImportBytes = 50e6;

/** Writes a conversation where the person says, as Markdown or, to be imported again, as JSON. */
export async function exportConversation(
  conversation: SavedConversation,
  folders: readonly AskedFolder[],
): Promise<void> {
  const name = titleOf(conversation)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 60);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: t('Export this conversation'),
    filters: { Markdown: ['md'], JSON: ['json'] },
    ...(folder === undefined
      ? {}
      : { defaultUri: vscode.Uri.joinPath(folder.uri, `${name || t('conversation')}.md`) }),
  });
  if (uri === undefined) return;
  const text = /\.json$/i.test(uri.path)
    ? conversationAsJson(conversation, folders)
    : conversationAsMarkdown(conversation);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/** Takes an exported conversation into the history of this workspace. */
export async function importConversation(
  history: ConversationHistory,
  folders: readonly AskedFolder[],
): Promise<void> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: t('Import a conversation'),
      filters: { JSON: ['json'] },
    })) ?? [];
  if (uri === undefined) return;
  const { size } = await vscode.workspace.fs.stat(uri);
  const conversation =
    size > maxImportBytes
      ? null
      : importedConversation(
          new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)),
          folders,
          randomUUID(),
        );
  if (conversation === null)
    void vscode.window.showWarningMessage(
      t('{path} is not a conversation exported by this version.', { path: uri.path }),
    );
  else history.keep(conversation);
}
