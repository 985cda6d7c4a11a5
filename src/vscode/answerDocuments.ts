import * as vscode from 'vscode';
import type { Conversation } from './conversation.ts';
import { answerAsMarkdown } from './answerMarkdown.ts';

const scheme = 'ask-workspace';

/** Answers outside the chat: on the clipboard, and the exact prompt behind one as a read-only document. */
export class AnswerDocuments implements vscode.TextDocumentContentProvider {
  readonly #conversation: Pick<Conversation, 'answer' | 'sources'>;

  constructor(conversation: Pick<Conversation, 'answer' | 'sources'>) {
    this.#conversation = conversation;
  }

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#conversation.answer(uri.query)?.generation?.prompt ?? 'This answer is not there any more.';
  }

  async showPrompt(id: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: 'Prompt.txt', query: id }));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  async copyAnswer(id: string): Promise<void> {
    const text = answerAsMarkdown(this.#conversation.answer(id), this.#conversation.sources(id));
    await vscode.env.clipboard.writeText(text);
  }
}
