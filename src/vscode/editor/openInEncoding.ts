import * as vscode from 'vscode';
import { defaultEncoding } from '../../core/encoding/encodingNames.ts';
import type { EncodingId } from '../../core/encoding/encodingNames.ts';
import { encodingSetting } from '../readSettings.ts';

/**
 * Opens a file in the encoding it was indexed in, so that both show the same characters. If the
 * editor refuses another encoding, as for a file with unsaved changes, the file keeps its own.
 * @throws if the editor cannot open it as text at all.
 */
export async function openInEncoding(
  uri: vscode.Uri,
  encoding: EncodingId = defaultEncoding,
): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find((own) => own.uri.toString() === uri.toString());
  if (encoding === (open?.encoding ?? encodingSetting(uri)))
    return vscode.workspace.openTextDocument(uri);
  try {
    return await vscode.workspace.openTextDocument(uri, { encoding });
  } catch {
    return vscode.workspace.openTextDocument(uri);
  }
}
