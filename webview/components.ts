import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

/**
 * Defines `<vscode-button>`, which follows the editor's theme. The only file that knows the
 * toolkit; what it has beyond buttons the browser has by now with less (text areas that grow,
 * progress bars, pickers).
 */
export function defineComponents(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}
