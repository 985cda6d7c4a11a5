import * as vscode from 'vscode';
import { decodingPresets } from '../../chat/decodingPresets.ts';

/** Writes a preset into the settings: the workspace's if it has its own, otherwise the user's. */
export async function setDecodingPreset(name: unknown): Promise<void> {
  const preset = Object.entries(decodingPresets).find(([known]) => known === name)?.[1];
  if (preset === undefined) return;
  const configuration = vscode.workspace.getConfiguration('askWorkspace.decoding');
  await Promise.all(
    Object.entries(preset).map(([setting, value]) => {
      const isOwn = configuration.inspect(setting)?.workspaceValue !== undefined;
      return configuration.update(
        setting,
        value,
        isOwn ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
      );
    }),
  );
}
