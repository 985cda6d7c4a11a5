import * as vscode from 'vscode';
import { mentionText } from '../../core/retrieval/question/mentionText.ts';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import type { ChatViewProvider } from '../chat/chatViewProvider.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import { locate } from '../index/workspaceFolders.ts';
import { problemQuestion } from '../text/problemQuestion.ts';
import { fileUri } from './fileArgument.ts';
import { t } from '../../core/texts/translate.ts';

export interface AskAboutParts {
  readonly view: ChatViewProvider;
  readonly conversation: ChatSession;
  readonly folders: () => readonly AskedFolder[];
}

/** Begins a question about the selected lines; without any, about what the person then writes. */
export async function askAboutSelection({ view, folders }: AskAboutParts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const isAsked = editor !== undefined && locate(editor.document.uri, folders()) !== null;
  await view.focus(isAsked && !editor.selection.isEmpty ? '#selection ' : null);
}

/**
 * Selects lines and begins a question about them.
 * @param argument `{ uri, range }`.
 */
export async function askAboutLines(argument: unknown, parts: AskAboutParts): Promise<void> {
  if (typeof argument !== 'object' || argument === null) return;
  const { uri, range }: { uri?: unknown; range?: unknown } = argument;
  if (!(uri instanceof vscode.Uri) || !(range instanceof vscode.Range)) return;
  await vscode.window.showTextDocument(uri, { selection: range });
  await askAboutSelection(parts);
}

/** Begins a question about a file or folder of the Explorer, or about the active file. */
export async function askAboutFile(argument: unknown, parts: AskAboutParts): Promise<void> {
  const mention = await mentionOf(argument, parts);
  if (mention !== null) await parts.view.focus(`${mention} `);
}

/** Asks what a file is for. */
export async function explainFile(argument: unknown, parts: AskAboutParts): Promise<void> {
  const mention = await mentionOf(argument, parts);
  if (mention === null) return;
  await parts.view.focus();
  await parts.conversation.ask(
    t('What is {mention} for, and what are its main parts?', { mention }),
  );
}

/**
 * Begins a question about a problem in a file. A person reads it before it is asked: its words are
 * a tool's.
 * @param argument `{ uri, line, message }`; the line from 1.
 */
export async function askAboutProblem(
  argument: unknown,
  { view, folders }: AskAboutParts,
): Promise<void> {
  if (typeof argument !== 'object' || argument === null) return;
  const { uri, line, message }: { uri?: unknown; line?: unknown; message?: unknown } = argument;
  if (!(uri instanceof vscode.Uri) || typeof line !== 'number' || typeof message !== 'string')
    return;
  const place = locate(uri, folders());
  await view.focus(problemQuestion(message, place === null ? null : `${place.path}:${line}`));
}

/** Says so where the file is in no folder that can be asked. */
async function mentionOf(argument: unknown, { folders }: AskAboutParts): Promise<string | null> {
  const uri = fileUri(argument) ?? vscode.window.activeTextEditor?.document.uri;
  const place = uri === undefined ? null : locate(uri, folders());
  if (uri === undefined || place === null || place.path === '') {
    void vscode.window.showInformationMessage(
      t('This is not in a trusted workspace folder that may be indexed.'),
    );
    return null;
  }
  const { type } = await vscode.workspace.fs.stat(uri);
  return mentionText((type & vscode.FileType.Directory) === 0 ? place.path : `${place.path}/`);
}
