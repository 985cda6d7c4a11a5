import * as vscode from 'vscode';
import { isFailure } from '../../core/errors.ts';
import { answerSettingNames } from '../../core/settings/answerSettingNames.ts';
import type { AnswerSettingName } from '../../core/settings/answerSettingNames.ts';
import { parseSetting } from '../../core/settings/parseSettings.ts';
import { settingsSchema } from '../../core/settings/settingsSchema.ts';
import { presetSettings } from './decodingPresets.ts';
import type { DecodingPreset } from './decodingPresets.ts';

/**
 * Writes one setting: the workspace's if it has its own, otherwise the user's.
 * @param value one that the setting does not allow is ignored; the page has said why.
 */
export async function writeAnswerSetting(name: AnswerSettingName, value: unknown): Promise<void> {
  try {
    parseSetting(name, value, settingsSchema);
  } catch (error) {
    if (isFailure(error, 'invalid-setting')) return;
    throw error;
  }
  const configuration = vscode.workspace.getConfiguration('askWorkspace');
  const isOwn = configuration.inspect(name)?.workspaceValue !== undefined;
  await configuration.update(
    name,
    value,
    isOwn ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
}

/** Writes the preset's values and removes all others, of the user and of the workspace. */
export async function resetAnswerSettings(preset: DecodingPreset): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('askWorkspace');
  const wanted = presetSettings(preset);
  for (const name of answerSettingNames) {
    const found = configuration.inspect(name);
    const value = wanted.get(name);
    if (found?.workspaceValue !== undefined)
      await configuration.update(name, undefined, vscode.ConfigurationTarget.Workspace);
    if (found?.globalValue !== value)
      await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  }
}
