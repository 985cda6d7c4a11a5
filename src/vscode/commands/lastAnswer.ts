import * as vscode from 'vscode';
import type { Engine } from '../../protocol/engine.ts';
import type { Conversation } from '../conversation.ts';
import type { ReadOnlyDocuments } from '../readOnlyDocuments.ts';
import { receiptText, replayWords } from '../receiptText.ts';

/** Shows what decided the last answer. */
export async function showReceipt(conversation: Conversation, { models }: Pick<Engine, 'models'>, documents: ReadOnlyDocuments): Promise<void> {
  const answer = conversation.lastAnswer;
  const kept = await models.list();
  const sha256 = kept.find(({ path }) => path === answer?.generation?.model.path)?.sha256 ?? null;
  const text = answer === null ? null : receiptText(answer, sha256);
  if (text === null) sayNone();
  else await documents.show('Receipt.md', text);
}

/** Computes the last answer again from nothing and tells whether it is the same. */
export async function replayAnswer(conversation: Conversation, engine: Pick<Engine, 'replay'>): Promise<void> {
  const generation = conversation.lastAnswer?.generation ?? null;
  if (generation === null) {
    sayNone();
    return;
  }
  const options = { location: vscode.ProgressLocation.Notification, title: 'Computing the last answer again', cancellable: true };
  const outcome = await vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => { controller.abort(); });
    return engine.replay(generation, 'as recorded', controller.signal);
  });
  void vscode.window.showInformationMessage(replayWords(outcome));
}

function sayNone(): void {
  void vscode.window.showInformationMessage('There is no answer of a model yet in this conversation.');
}
