import * as vscode from 'vscode';
import { answerAsMarkdown, questionAsMarkdown } from '../text/answerMarkdown.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import { locate } from '../index/workspaceFolders.ts';
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

/** Editors in which notes are written, not code. */
const noteLanguages: ReadonlySet<string> = new Set(['markdown', 'plaintext']);

/**
 * Takes answers out of the chat: copies one to the clipboard, puts it or its code into an editor,
 * or shows its exact prompt.
 */
export class AnswerDocuments {
  readonly #conversation: Pick<ChatSession, 'question' | 'answer' | 'sources'>;
  readonly #documents: ReadOnlyDocuments;
  readonly #folders: () => readonly AskedFolder[];

  constructor(
    conversation: Pick<ChatSession, 'question' | 'answer' | 'sources'>,
    documents: ReadOnlyDocuments,
    folders: () => readonly AskedFolder[],
  ) {
    this.#conversation = conversation;
    this.#documents = documents;
    this.#folders = folders;
  }

  async showPrompt(id: string): Promise<void> {
    const prompt = this.#conversation.answer(id)?.generation?.prompt;
    if (prompt !== undefined) await this.#documents.show(`${t('Prompt')}.txt`, prompt);
  }

  /** Puts code at the cursor of the editor that was last active. */
  async insertCode(id: string, code: string): Promise<void> {
    if (!this.#isOf(id, code)) return;
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !(await insert(editor, code)))
      void vscode.window.showInformationMessage(t('Open a file to insert the code into.'));
  }

  /**
   * Puts a question and its answer at the cursor of an editor with Markdown or plain text, the one
   * that was last active before others. Without one, they become a new file.
   */
  async insertNotes(id: string): Promise<void> {
    const question = this.#conversation.question(id);
    if (question === undefined) return;
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const editor = [activeTextEditor, ...visibleTextEditors].find(
      (one) => one !== undefined && noteLanguages.has(one.document.languageId),
    );
    const notes = questionAsMarkdown(
      `## ${question}`,
      this.#conversation.answer(id),
      this.#conversation.sources(id),
      editor === undefined ? null : locate(editor.document.uri, this.#folders()),
    );
    if (editor === undefined || !(await insert(editor, notes))) await openNew(notes, 'markdown');
  }

  /** @param language as the answer names it; one that the editor does not know is plain text. */
  async openCode(id: string, code: string, language: string): Promise<void> {
    if (!this.#isOf(id, code)) return;
    const known = new Set(await vscode.languages.getLanguages());
    const wanted = languageAliases[language.toLowerCase()] ?? language.toLowerCase();
    await openNew(code, known.has(wanted) ? wanted : 'plaintext');
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

/**
 * Replaces the selection, puts the cursor after the text and shows the editor.
 * @returns false if its file cannot be changed.
 */
async function insert(editor: vscode.TextEditor, text: string): Promise<boolean> {
  const done = await editor.edit((edit) => {
    edit.replace(editor.selection, text);
  });
  if (!done) return false;
  // A selection that was replaced is one of the text, which the next key would replace.
  const { end } = editor.selection;
  editor.selection = new vscode.Selection(end, end);
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  return true;
}

/** Opens text as a new file, not yet saved. */
async function openNew(content: string, language: string): Promise<void> {
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ content, language }),
  );
}
