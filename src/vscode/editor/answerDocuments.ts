import * as vscode from 'vscode';
import { answerAsMarkdown } from '../text/answerMarkdown.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ReadOnlyDocuments } from './readOnlyDocuments.ts';

/**
 * Takes answers out of the chat: copies one to the clipboard, or shows its exact prompt in an
 * editor.
 */
export class AnswerDocuments {
  readonly #conversation: Pick<ChatSession, 'answer' | 'sources'>;
  readonly #documents: ReadOnlyDocuments;

  constructor(conversation: Pick<ChatSession, 'answer' | 'sources'>, documents: ReadOnlyDocuments) {
    this.#conversation = conversation;
    this.#documents = documents;
  }

  async showPrompt(id: string): Promise<void> {
    const prompt = this.#conversation.answer(id)?.generation?.prompt;
    if (prompt !== undefined) await this.#documents.show('Prompt.txt', prompt);
  }

  async copyAnswer(id: string): Promise<void> {
    await vscode.env.clipboard.writeText(
      answerAsMarkdown(this.#conversation.answer(id), this.#conversation.sources(id)),
    );
  }
}
