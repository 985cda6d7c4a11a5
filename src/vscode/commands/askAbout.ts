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

/**
 * Begins a question about a file or folder of the Explorer, or about the active file.
 * @param selected all that is selected in the Explorer: if that is several, about these.
 */
export async function askAboutFile(
  argument: unknown,
  selected: unknown,
  parts: AskAboutParts,
): Promise<void> {
  const several = Array.isArray(selected) && selected.length > 1;
  const mentions = await mentionsOf(several ? selected : [argument], parts);
  if (mentions.length > 0) await parts.view.focus(`${mentions.join(' ')} `);
}

/** Asks what a file is for. */
export async function explainFile(argument: unknown, parts: AskAboutParts): Promise<void> {
  const [mention] = await mentionsOf([argument], parts);
  if (mention === undefined) return;
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

/** Says so where none of these is in a folder that can be asked. */
async function mentionsOf(
  files: readonly unknown[],
  { folders }: AskAboutParts,
): Promise<readonly string[]> {
  const mentions = await Promise.all(files.map((file) => mentionOf(file, folders())));
  const found = mentions.filter((mention) => mention !== null);
  if (found.length === 0)
    void vscode.window.showInformationMessage(
      t('This is not in a trusted workspace folder that may be indexed.'),
    );
  return found;
}

async function mentionOf(file: unknown, folders: readonly AskedFolder[]): Promise<string | null> {
  const uri = fileUri(file) ?? vscode.window.activeTextEditor?.document.uri;
  const place = uri === undefined ? null : locate(uri, folders);
  if (uri === undefined || place === null || place.path === '') return null;
  const { type } = await vscode.workspace.fs.stat(uri);
  return mentionText((type & vscode.FileType.Directory) === 0 ? place.path : `${place.path}/`);
}
