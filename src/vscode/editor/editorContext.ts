import * as vscode from 'vscode';
import type { EditorContext, FileReference } from '../../core/ports/retriever.ts';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import { locate, openFiles } from '../index/workspaceFolders.ts';

/**
 * The state of the editor at the time of a question.
 * @param preferActive the setting `retrieval.preferActiveFile`.
 */
export function editorContext(
  folders: readonly AskedFolder[],
  preferActive: boolean,
): EditorContext {
  const editor = vscode.window.activeTextEditor;
  const active = editor === undefined ? null : locate(editor.document.uri, folders);
  const open = folders.flatMap((folder) =>
    openFiles(folder).map((path): FileReference => ({ root: folder.root, path })),
  );
  return {
    active,
    selection: editor === undefined || active === null ? null : selectedLines(editor),
    open,
    preferActive,
  };
}

/**
 * The full lines that the selection touches. A selection that ends before a line's first character
 * does not touch that line.
 */
function selectedLines({ document, selection }: vscode.TextEditor): EditorContext['selection'] {
  if (selection.isEmpty) return null;
  const lastLine =
    selection.end.character === 0 && selection.end.line > selection.start.line
      ? selection.end.line - 1
      : selection.end.line;
  const range = new vscode.Range(
    selection.start.line,
    0,
    lastLine,
    document.lineAt(lastLine).text.length,
  );
  return {
    startLine: selection.start.line + 1,
    endLine: lastLine + 1,
    text: document.getText(range),
  };
}
