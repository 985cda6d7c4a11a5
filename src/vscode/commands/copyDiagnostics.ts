import * as os from 'node:os';
import * as vscode from 'vscode';
import { settingsSchema } from '../../core/settings/settingsSchema.ts';
import type { ModelFiles } from '../../core/models.ts';
import { diagnosticsText } from '../text/diagnosticsText.ts';
import type { WorkspaceIndex } from '../index/workspaceIndex.ts';
import { t } from '../../core/texts/translate.ts';

/**
 * Copies what a bug report needs to the clipboard: versions, counts and changed settings, but no
 * text, names or paths of files.
 */
export async function copyDiagnostics(
  extensionVersion: string,
  index: WorkspaceIndex,
  models: ModelFiles,
): Promise<void> {
  const [chatModel, embeddingModel] = await Promise.all([
    models.find('chat'),
    models.find('embedding'),
  ]);
  const text = diagnosticsText({
    extensionVersion,
    editor: `${vscode.env.appName} ${vscode.version}`,
    remote: vscode.env.remoteName ?? 'none',
    node: process.versions.node,
    platform: `${process.platform} ${process.arch} ${os.release()}`,
    cpus: `${os.cpus().length} x ${os.cpus()[0]?.model.trim() ?? 'unknown'}`,
    memoryBytes: os.totalmem(),
    freeMemoryBytes: os.freemem(),
    trusted: vscode.workspace.isTrusted,
    states: index.reports.map(({ state }) => state),
    chatModel,
    embeddingModel,
    changedSettings: changedSettings(),
  });
  await vscode.env.clipboard.writeText(text);
  void vscode.window.showInformationMessage(
    t('Copied to the clipboard: versions, counts and changed settings. No text and no file names.'),
  );
}

/** Strings may be paths or addresses, so only the fact that they are set is reported. */
function changedSettings(): Readonly<Record<string, string>> {
  const configuration = vscode.workspace.getConfiguration();
  const changed = Object.entries(settingsSchema).flatMap(([name, schema]) => {
    const value = configuration.get(name);
    if (value === schema.default) return [];
    return [
      [
        name,
        schema.type === 'string' && schema.enum === undefined ? 'set' : JSON.stringify(value),
      ] as const,
    ];
  });
  return Object.fromEntries(changed);
}
