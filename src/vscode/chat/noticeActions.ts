import * as vscode from 'vscode';
import type { ChatSession } from './chatSession.ts';
import { isNoticeAction } from '../text/words.ts';
import type { NoticeAction } from '../text/words.ts';

/** `retry` without an answer belongs to the index: check the files again. */
const commands: Readonly<Record<NoticeAction, string>> = {
  retry: 'askWorkspace.indexWorkspace',
  'show-log': 'askWorkspace.showLog',
  'open-settings': 'askWorkspace.openSettings',
  'manage-trust': 'workbench.trust.manage',
  'index-workspace': 'askWorkspace.indexWorkspace',
  'rebuild-index': 'askWorkspace.rebuildIndex',
  'download-chat-model': 'askWorkspace.downloadModel',
  'import-chat-model': 'askWorkspace.importChatModel',
  'set-server-key': 'askWorkspace.setServerKey',
  'show-skipped': 'askWorkspace.showSkippedFiles',
  'embed-now': 'askWorkspace.embedNow',
  'use-multilingual-model': 'askWorkspace.useMultilingualModel',
  'decline-multilingual-model': 'askWorkspace.declineMultilingualModel',
};

/**
 * Runs the action of a notice's button.
 * @param entry the answer that the notice belongs to; null for the index's own.
 */
export function runNoticeAction(
  action: string,
  entry: string | null,
  conversation: ChatSession,
): void {
  if (entry !== null && action.endsWith('-multilingual-model')) conversation.closeNotice(entry);
  if (action === 'retry' && entry !== null) void conversation.askAgain(entry);
  else runNoticeCommand(action);
}

/** Unknown buttons do nothing. */
export function runNoticeCommand(action: string): void {
  if (isNoticeAction(action)) void vscode.commands.executeCommand(commands[action]);
}
