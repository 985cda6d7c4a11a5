import * as vscode from 'vscode';
import type { ChatViewProvider } from '../chat/chatViewProvider.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import { t } from '../../core/texts/translate.ts';

/**
 * Asks in an input box; the answer appears in the chat.
 * @param argument `sample` begins with the walkthrough's sample question.
 */
export async function ask(
  argument: unknown,
  view: ChatViewProvider,
  conversation: ChatSession,
): Promise<void> {
  const question = await vscode.window.showInputBox({
    value: argument === 'sample' ? t('What is this project for?') : '',
    title: t('Ask workspace'),
    placeHolder: t('A question about the files of this workspace'),
    prompt: t('The answer appears in the chat.'),
  });
  if (question === undefined || question.trim() === '') return;
  await view.focus();
  await conversation.ask(question.trim());
}
