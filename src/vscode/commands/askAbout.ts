import * as vscode from 'vscode';
import { mentionText } from '../../core/retrieval/question/mentionText.ts';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import type { ChatViewProvider } from '../chat/chatViewProvider.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import { locate } from '../index/workspaceFolders.ts';
import { failedTestQuestion, problemQuestion } from '../text/problemQuestion.ts';
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
export async function askAboutProblem(argument: unknown, parts: AskAboutParts): Promise<void> {
  if (typeof argument !== 'object' || argument === null) return;
  const { uri, line, message }: { uri?: unknown; line?: unknown; message?: unknown } = argument;
  if (!(uri instanceof vscode.Uri) || typeof line !== 'number' || typeof message !== 'string')
    return;
  await parts.view.focus(problemQuestion(message, named({ uri, line }, parts)));
}

/**
 * Begins a question about the message of a failed test, as `askAboutProblem` does, at the place of
 * the failure; or about the test itself.
 * @param argument `{ test, message }` from VS Code's menu of a message. VS Code lists a single
 * message together with its test, and then the menu passes only the test.
 */
export async function askAboutFailedTest(argument: unknown, parts: AskAboutParts): Promise<void> {
  const [message, label] = [valueOf(argument, 'message'), valueOf(argument, 'label')];
  const text = messageText(valueOf(message, 'message'));
  if (text !== null) {
    const place = placeOf(valueOf(message, 'location')) ?? placeOf(valueOf(argument, 'test'));
    await parts.view.focus(problemQuestion(text, named(place, parts)));
  } else if (typeof label === 'string') {
    await parts.view.focus(failedTestQuestion(label, named(placeOf(argument), parts)));
  }
}

/** A message is plain text or Markdown. */
function messageText(message: unknown): string | null {
  const text = message instanceof vscode.MarkdownString ? message.value : message;
  return typeof text === 'string' ? text : null;
}

interface Place {
  readonly uri: vscode.Uri;
  /** From 1. */
  readonly line: number;
}

/** Of anything with `uri` and `range`; null without both. */
function placeOf(value: unknown): Place | null {
  const [uri, range] = [valueOf(value, 'uri'), valueOf(value, 'range')];
  return uri instanceof vscode.Uri && range instanceof vscode.Range
    ? { uri, line: range.start.line + 1 }
    : null;
}

function valueOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** `src/app.py:12`; null outside of what can be asked. */
function named(place: Place | null, { folders }: AskAboutParts): string | null {
  const found = place === null ? null : locate(place.uri, folders());
  return place === null || found === null ? null : `${found.path}:${place.line}`;
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
