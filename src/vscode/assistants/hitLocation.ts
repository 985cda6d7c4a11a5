import * as vscode from 'vscode';
import type { Hit } from '../../core/domain.ts';
import { editorRange } from '../editor/editorRange.ts';

/** The place of a source in its file. A page or a cell has no lines there, so it is the file. */
export function hitLocation({ root, path, range }: Hit): vscode.Location {
  const uri = vscode.Uri.joinPath(vscode.Uri.file(root), path);
  return new vscode.Location(
    uri,
    range.kind === 'lines' ? editorRange(range) : new vscode.Position(0, 0),
  );
}
