import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { IndexService } from '../../../core/indexing/indexService.ts';
import { explainWords } from '../../text/explainWords.ts';
import type { SkipLimits } from '../../index/healthNodes.ts';
import { fileUri } from '../fileArgument.ts';
import { excludeSetting } from '../../readSettings.ts';
import { locate } from '../../index/workspaceFolders.ts';
import type { WorkspaceIndex } from '../../index/workspaceIndex.ts';
import { t } from '../../../core/texts/translate.ts';

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
      t('Open the file in question, or select it in the Explorer.'),
    );
    return;
  }
  const place = locate(uri, index.folders);
  if (place === null) {
    void vscode.window.showInformationMessage(
      t('{path} is not in a trusted folder that may be indexed.', {
        path: vscode.workspace.asRelativePath(uri),
      }),
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
  const openSettings = t('Open settings');
  const buttons = [
    ...(rule === null ? [] : [t('Open {place}', { place: `${rule.path}:${rule.line}` })]),
    ...(largerLimit ? [openSettings] : []),
  ];
  const chosen = await vscode.window.showInformationMessage(sentence, ...buttons);
  if (chosen === undefined) return;
  if (rule === null || chosen === openSettings)
    await vscode.commands.executeCommand('askWorkspace.openSettings');
  else await openRule(vscode.Uri.file(resolve(place.root, rule.path)), rule.line);
}

async function openRule(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, {
    selection: document.lineAt(Math.min(line, document.lineCount) - 1).range,
  });
}
