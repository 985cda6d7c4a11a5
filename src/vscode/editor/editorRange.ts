import * as vscode from 'vscode';
import type { SourceRange } from '../../core/domain.ts';

/**
 * The one place that converts a source's range to an editor's. Lines are 1-based and inclusive,
 * from the first character to the last; part of a long line is given by columns. It may reach
 * beyond the document, which may have changed.
 */
export function editorRange(range: SourceRange): vscode.Range {
  const columns = range.kind === 'lines' ? range.columns : undefined;
  const start = columns === undefined ? 0 : columns[0] - 1;
  const end = columns === undefined ? Number.MAX_SAFE_INTEGER : columns[1];
  return new vscode.Range(range.startLine - 1, start, range.endLine - 1, end);
}

/** The same without lines that the document no longer has. */
export function toEditorRange(range: SourceRange, document: vscode.TextDocument): vscode.Range {
  return document.validateRange(editorRange(range));
}
