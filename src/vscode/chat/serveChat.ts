import * as vscode from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import * as chat from '../../protocol/chatMessages.ts';
import type { AnswerDocuments } from '../editor/answerDocuments.ts';
import type { ChatSession } from './chatSession.ts';
import { runNoticeAction } from './noticeActions.ts';
import { openSource } from '../editor/openSource.ts';
import type { ReadAhead } from './readAhead.ts';

/** What the page's messages act on; all else they ask for is a command. */
export interface ChatTargets {
  readonly conversation: ChatSession;
  readonly answers: AnswerDocuments;
  readonly readAhead: ReadAhead;
}

/**
 * Does what the page asks for. Messages name answers and sources by id; ids that are not known do
 * nothing.
 */
export function serveChat(
  connection: MessageConnection,
  { conversation, answers, readAhead }: ChatTargets,
): void {
  const run =
    (command: string, ...args: readonly unknown[]) =>
    (): void => {
      void vscode.commands.executeCommand(command, ...args);
    };
  connection.onNotification(chat.Drafting, ({ question }) => readAhead.draft(question));
  connection.onNotification(chat.Ask, ({ question }) => {
    void conversation.ask(question);
  });
  connection.onNotification(chat.Stop, () => {
    conversation.stop();
  });
  connection.onNotification(chat.AskAgain, ({ entry }) => {
    void conversation.askAgain(entry);
  });
  connection.onNotification(chat.AnswerFrom, ({ entry, sources }) => {
    void conversation.askAgain(entry, sources);
  });
  connection.onNotification(chat.OpenSource, async ({ entry, source }) => {
    const hit = conversation.source(entry, source);
    if (hit !== null) await openSource(hit);
  });
  connection.onNotification(chat.CopyAnswer, ({ entry }) => answers.copyAnswer(entry));
  connection.onNotification(chat.ShowPrompt, ({ entry }) => answers.showPrompt(entry));
  connection.onNotification(chat.PreviewPrompt, ({ question }) => {
    run('askWorkspace.previewPrompt', question)();
  });
  connection.onNotification(chat.ShowReceipt, ({ entry }) => {
    run('askWorkspace.showReceipt', entry)();
  });
  connection.onNotification(chat.Replay, ({ entry }) => {
    run('askWorkspace.replayAnswer', entry)();
  });
  connection.onNotification(chat.RunAction, ({ entry, action }) => {
    runNoticeAction(action, entry, conversation);
  });
  connection.onNotification(chat.NewConversation, run('askWorkspace.newConversation'));
  connection.onNotification(chat.DownloadModel, ({ model }) => {
    run('askWorkspace.downloadModel', model)();
  });
  connection.onNotification(chat.CancelDownload, ({ model }) => {
    run('askWorkspace.cancelDownload', model)();
  });
  connection.onNotification(chat.ImportModel, ({ model }) => {
    run(model === 'chat' ? 'askWorkspace.importChatModel' : 'askWorkspace.importEmbeddingModel')();
  });
  connection.onNotification(chat.ChooseChatModel, run('askWorkspace.chooseChatModel'));
  connection.onNotification(chat.IndexWorkspace, run('askWorkspace.indexWorkspace'));
  connection.onNotification(chat.SetIndexingPaused, ({ paused }) => {
    run(paused ? 'askWorkspace.pauseIndexing' : 'askWorkspace.resumeIndexing')();
  });
  connection.onNotification(chat.CancelIndexing, run('askWorkspace.cancelIndexing'));
  connection.onNotification(chat.ShowSkippedFiles, run('askWorkspace.showSkippedFiles'));
  connection.onNotification(chat.ClearScope, ({ path }) => {
    run('askWorkspace.clearScope', path)();
  });
  connection.onNotification(chat.SetDecodingPreset, ({ preset }) => {
    run('askWorkspace.setDecodingPreset', preset)();
  });
  connection.onNotification(chat.OpenFolder, run('vscode.openFolder'));
  connection.onNotification(chat.ManageTrust, run('workbench.trust.manage'));
  connection.onNotification(chat.ShowLog, run('askWorkspace.showLog'));
  connection.onNotification(chat.OpenSettings, run('askWorkspace.openSettings'));
}
