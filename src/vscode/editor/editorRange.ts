import * as vscode from 'vscode';
import type { SourceRange } from '../../core/domain.ts';

/**
 * The one place where lines become an editor's range: 1-based inclusive whole lines, from the first
 * character of the first to the last of the last, or the columns of a piece of a long line. Lines
 * that the document does not have any more are cut off.
 */
export function toEditorRange(range: SourceRange, document: vscode.TextDocument): vscode.Range {
  const columns = range.kind === 'lines' ? range.columns : undefined;
  const start = columns === undefined ? 0 : columns[0] - 1;
  const end = columns === undefined ? Number.MAX_SAFE_INTEGER : columns[1];
  return document.validateRange(
    new vscode.Range(range.startLine - 1, start, range.endLine - 1, end),
  );
}
