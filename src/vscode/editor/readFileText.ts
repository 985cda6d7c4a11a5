import * as vscode from 'vscode';
import type { Hit } from '../../core/domain.ts';
import type { FileText } from '../text/sourceDrift.ts';

/** The saved text of a source's file, if it is UTF-8; formats such as PDF are not read. */
export async function readFileText({ root, path, encoding }: Hit): Promise<FileText> {
  const uri = vscode.Uri.joinPath(vscode.Uri.file(root), path);
  try {
    if (encoding !== undefined || /\.(?:doc[xm]|dot[xm]|pdf|ipynb)$/i.test(path)) {
      await vscode.workspace.fs.stat(uri);
      return 'unreadable';
    }
    return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    if (error instanceof vscode.FileSystemError)
      return error.code === 'FileNotFound' ? null : 'unreadable';
    throw error;
  }
}
