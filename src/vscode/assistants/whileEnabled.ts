import * as vscode from 'vscode';
import type { AssistantsSettings } from '../../core/settings/settings.ts';

/**
 * Registers a part while the setting `askWorkspace.assistants.<part>` is on, and takes it back when
 * it is turned off. Disposing takes it back too.
 */
export function whileEnabled(
  part: keyof AssistantsSettings,
  settings: () => AssistantsSettings,
  register: () => vscode.Disposable,
): vscode.Disposable {
  const setting = `askWorkspace.assistants.${part}`;
  let registered: vscode.Disposable | undefined;
  const follow = (): void => {
    const isOn = settings()[part];
    if (isOn === (registered !== undefined)) return;
    registered?.dispose();
    registered = isOn ? register() : undefined;
  };
  const subscription = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(setting)) follow();
  });
  follow();
  return new vscode.Disposable(() => {
    subscription.dispose();
    registered?.dispose();
  });
}
