import * as vscode from 'vscode';
import { extensionVersion } from '../extensionVersion.ts';
import type { generalCommandNames } from './commandNames.ts';
import { copyDiagnostics } from './copyDiagnostics.ts';
import { deleteAllData } from './deleteAllData.ts';
import type { StoredData } from './deleteAllData.ts';
import type { Commands } from './registerCommands.ts';

export interface GeneralCommandParts extends StoredData {
  readonly extension: vscode.Extension<unknown>;
  readonly log: vscode.LogOutputChannel;
}

export function generalCommands({
  extension,
  log,
  ...data
}: GeneralCommandParts): Commands<(typeof generalCommandNames)[number]> {
  return {
    openSettings: () =>
      vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extension.id}`),
    showLog: () => {
      log.show();
    },
    copyDiagnostics: () =>
      copyDiagnostics(extensionVersion(extension), data.index, data.engine.models),
    deleteAllData: () => deleteAllData(data),
  };
}
