import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { IndexService } from '../../../core/indexing/indexService.ts';
import { explainWords } from '../../text/explainWords.ts';
import type { SkipLimits } from '../../index/healthNodes.ts';
import { fileUri } from '../fileArgument.ts';
import { excludeSetting } from '../../readSettings.ts';
import { locate } from '../../index/workspaceFolders.ts';
import type { WorkspaceIndex } from '../../index/workspaceIndex.ts';

/** Says whether a file is indexed and, if not, which rule in which line leaves it out. */
export async function whyNotIndexed(
  argument: unknown,
  index: WorkspaceIndex,
  client: Pick<IndexService, 'explain'>,
  limits: (root: string) => SkipLimits,
): Promise<void> {
  const uri = fileUri(argument) ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    void vscode.window.showInformationMessage(
      'Open the file in question, or select it in the Explorer.',
    );
    return;
  }
  const place = locate(uri, index.folders);
  if (place === null) {
    void vscode.window.showInformationMessage(
      `${vscode.workspace.asRelativePath(uri)} is not in a trusted folder that may be indexed.`,
    );
    return;
  }
  const explained = await client.explain(place.root, place.path);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const setting =
    explained.reason === 'excluded' && explained.rule !== null && folder !== undefined
      ? excludeSetting(folder, explained.rule)
      : null;
  const { sentence, rule, largerLimit } = explainWords(
    place.path,
    setting === null ? explained : { ...explained, ruleLocation: setting },
    limits(place.root),
  );
  const buttons = [
    ...(rule === null ? [] : [`Open ${rule.path}:${rule.line}`]),
    ...(largerLimit ? ['Open settings'] : []),
  ];
  const chosen = await vscode.window.showInformationMessage(sentence, ...buttons);
  if (chosen === undefined) return;
  if (rule === null || chosen === 'Open settings')
    await vscode.commands.executeCommand('askWorkspace.openSettings');
  else await openRule(vscode.Uri.file(resolve(place.root, rule.path)), rule.line);
}

async function openRule(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, {
    selection: document.lineAt(Math.min(line, document.lineCount) - 1).range,
  });
}
