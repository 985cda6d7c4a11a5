import * as vscode from 'vscode';
import type { Hit, SourceLines } from '../../core/domain.ts';

/**
 * The place of a source in its file. A page or a cell has no lines there, so it is the whole file.
 * @param lines of the source's text that bear a sentence; omitted for all of them.
 */
export function hitLocation(
  { root, path, range }: Pick<Hit, 'root' | 'path' | 'range'>,
  lines?: SourceLines,
): vscode.Location {
  const uri = vscode.Uri.joinPath(vscode.Uri.file(root), path);
  if (range.kind !== 'lines') return new vscode.Location(uri, new vscode.Position(0, 0));
  const first = lines === undefined ? range.startLine : range.startLine + lines.first - 1;
  const last = lines === undefined ? range.endLine : range.startLine + lines.last - 1;
  return new vscode.Location(
    uri,
    new vscode.Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER),
  );
}
