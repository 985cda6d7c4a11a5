import * as vscode from 'vscode';

/**
 * The file or folder that a command was called on. The Explorer passes a Uri, the Index Health view
 * one of its nodes.
 */
export function fileUri(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (
    typeof argument !== 'object' ||
    argument === null ||
    !('root' in argument) ||
    typeof argument.root !== 'string'
  )
    return undefined;
  const path = 'path' in argument && typeof argument.path === 'string' ? argument.path : '';
  return vscode.Uri.joinPath(vscode.Uri.file(argument.root), path);
}
