import * as vscode from 'vscode';
import { answerAsMarkdown } from '../text/answerMarkdown.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ReadOnlyDocuments } from './readOnlyDocuments.ts';
import { t } from '../../core/texts/translate.ts';

/** What models write after a fence where the editor has another name for it. */
const languageAliases: Readonly<Record<string, string>> = {
  js: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  tsx: 'typescriptreact',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shellscript',
  bash: 'shellscript',
  shell: 'shellscript',
  yml: 'yaml',
  md: 'markdown',
  'c++': 'cpp',
  'c#': 'csharp',
};

/**
 * Takes answers out of the chat: copies one to the clipboard, puts its code into an editor, or
 * shows its exact prompt.
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
    if (prompt !== undefined) await this.#documents.show(`${t('Prompt')}.txt`, prompt);
  }

  /** Puts code at the cursor of the editor that was last active. */
  async insertCode(id: string, code: string): Promise<void> {
    if (!this.#isOf(id, code)) return;
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      void vscode.window.showInformationMessage(t('Open a file to insert the code into.'));
      return;
    }
    await editor.edit((edit) => {
      edit.replace(editor.selection, code);
    });
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  }

  /** @param language as the answer names it; one that the editor does not know is plain text. */
  async openCode(id: string, code: string, language: string): Promise<void> {
    if (!this.#isOf(id, code)) return;
    const known = new Set(await vscode.languages.getLanguages());
    const wanted = languageAliases[language.toLowerCase()] ?? language.toLowerCase();
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({
        content: code,
        language: known.has(wanted) ? wanted : 'plaintext',
      }),
    );
  }

  /** Whether these words are the answer's, but for how they are indented. */
  #isOf(id: string, code: string): boolean {
    const bare = (text: string): string => text.replace(/\s+/g, '');
    return bare(this.#conversation.answer(id)?.text ?? '').includes(bare(code));
  }

  async copyAnswer(id: string): Promise<void> {
    await vscode.env.clipboard.writeText(
      answerAsMarkdown(this.#conversation.answer(id), this.#conversation.sources(id)),
    );
  }
}
