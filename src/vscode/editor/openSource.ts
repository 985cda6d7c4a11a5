import * as vscode from 'vscode';
import { splitLines } from '../../core/chunking/textLines.ts';
import type { Hit, SourceRange } from '../../core/domain.ts';
import { toEditorRange } from './editorRange.ts';
import { movedLines } from './movedLines.ts';
import { openInEncoding } from './openInEncoding.ts';
import { t } from '../../core/texts/translate.ts';

/**
 * Opens the file with exactly the source's lines selected. Says so if the file is gone or has
 * changed.
 * @param beside whether in the next column of the editor.
 */
export async function openSource(hit: Hit, beside = false): Promise<void> {
  const column = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  const uri = vscode.Uri.joinPath(vscode.Uri.file(hit.root), hit.path);
  if (!(await exists(uri))) {
    void vscode.window.showWarningMessage(
      t('{path} no longer exists; it did when it was indexed.', { path: hit.path }),
    );
    return;
  }
  switch (hit.range.kind) {
    case 'page':
      await vscode.commands.executeCommand(
        'vscode.open',
        uri.with({ fragment: `page=${hit.range.page}` }),
        column,
      );
      return;
    case 'cell':
      await openCell(uri, hit, { cell: hit.range.cell, column });
      return;
    case 'lines':
      // The editor cannot show the lines of a Word file.
      if (/\.(?:doc[xm]|dot[xm])$/i.test(hit.path))
        await vscode.commands.executeCommand('vscode.open', uri, column);
      else await openLines(uri, hit, column);
  }
}

async function openLines(uri: vscode.Uri, hit: Hit, column: vscode.ViewColumn): Promise<void> {
  let document: vscode.TextDocument;
  try {
    document = await openInEncoding(uri, hit.encoding);
  } catch {
    // The editor treats a text with a single zero byte as binary; its own page offers to open it
    // anyway.
    await vscode.commands.executeCommand('vscode.open', uri, column);
    void vscode.window.showInformationMessage(
      t('The editor does not show {path} as text. Choose "Open Anyway", then go to line {line}.', {
        path: hit.path,
        line: hit.range.startLine,
      }),
    );
    return;
  }
  await select(document, hit, column);
}

async function openCell(
  uri: vscode.Uri,
  hit: Hit,
  { cell, column }: { readonly cell: number; readonly column: vscode.ViewColumn },
): Promise<void> {
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  if (cell > notebook.cellCount) {
    void vscode.window.showWarningMessage(
      t('{path} no longer has cell {cell}; it has changed since it was indexed.', {
        path: hit.path,
        cell,
      }),
    );
    return;
  }
  await vscode.window.showNotebookDocument(notebook, {
    selections: [new vscode.NotebookRange(cell - 1, cell)],
    viewColumn: column,
  });
  await select(notebook.cellAt(cell - 1).document, hit, column);
}

/**
 * Follows text that has moved within the file. Text that has changed is shown at its old place,
 * with a message.
 */
async function select(
  document: vscode.TextDocument,
  hit: Hit,
  column: vscode.ViewColumn,
): Promise<void> {
  const isPiece = hit.range.kind === 'lines' && hit.range.columns !== undefined;
  const line = isPiece
    ? hit.range.startLine
    : movedLines(splitLines(document.getText()), splitLines(hit.text), hit.range.startLine);
  const range = toEditorRange(
    shift(hit.range, (line ?? hit.range.startLine) - hit.range.startLine),
    document,
  );
  await vscode.window.showTextDocument(document, { selection: range, viewColumn: column });
  if (line === null)
    void vscode.window.showInformationMessage(
      t('{path} has changed since it was indexed; the lines may not be the ones that were found.', {
        path: hit.path,
      }),
    );
}

function shift(range: SourceRange, lines: number): SourceRange {
  return { ...range, startLine: range.startLine + lines, endLine: range.endLine + lines };
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
