import * as vscode from 'vscode';
import type { ChatSession } from './chatSession.ts';
import { isNoticeAction } from '../text/words.ts';
import type { NoticeAction } from '../text/words.ts';

/** `retry` under no answer is the index's: look at the files again. */
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
};

/**
 * Presses a button of a notice.
 * @param entry the answer it stands under; null for the index's own.
 */
export function runNoticeAction(
  action: string,
  entry: string | null,
  conversation: ChatSession,
): void {
  if (action === 'retry' && entry !== null) void conversation.askAgain(entry);
  else runNoticeCommand(action);
}

/** Buttons that are not known do nothing. */
export function runNoticeCommand(action: string): void {
  if (isNoticeAction(action)) void vscode.commands.executeCommand(commands[action]);
}
