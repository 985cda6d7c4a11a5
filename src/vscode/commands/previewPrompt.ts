import * as vscode from 'vscode';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ReadOnlyDocuments } from '../editor/readOnlyDocuments.ts';
import { withStoppableProgress } from './withStoppableProgress.ts';
import { t } from '../../core/texts/translate.ts';

/**
 * Shows the exact prompt that a question would send, without sending it.
 * @param question the composer's text; otherwise an input box asks for it.
 */
export async function previewPrompt(
  question: unknown,
  conversation: ChatSession,
  documents: ReadOnlyDocuments,
): Promise<void> {
  const text =
    typeof question === 'string'
      ? question
      : await vscode.window.showInputBox({
          title: t('Show the prompt of a question'),
          placeHolder: t('A question about the files of this workspace'),
          prompt: t('Nothing is asked; the prompt opens in an editor.'),
        });
  if (text === undefined || text.trim() === '') return;
  const prompt = await withStoppableProgress(t('Building the prompt'), (signal) =>
    conversation.preview(text.trim(), signal),
  );
  if (prompt === null)
    void vscode.window.showInformationMessage(
      t('No prompt would be sent: there is no chat model, or nothing here matches the question.'),
    );
  else await documents.show(`${t('Prompt to be sent')}.txt`, prompt);
}
