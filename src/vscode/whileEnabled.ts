import * as vscode from 'vscode';

/**
 * Registers a part while a setting is on, and takes it back when it is turned off. Disposing takes
 * it back too.
 * @param setting its full name.
 * @param isOn its checked value.
 */
export function whileEnabled(
  setting: string,
  isOn: () => boolean,
  register: () => { dispose(): unknown },
): vscode.Disposable {
  let registered: { dispose(): unknown } | undefined;
  const follow = (): void => {
    const wanted = isOn();
    if (wanted === (registered !== undefined)) return;
    registered?.dispose();
    registered = wanted ? register() : undefined;
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
