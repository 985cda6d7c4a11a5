import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

/**
 * Defines `<vscode-button>`, which follows the editor's theme. The only file that uses the toolkit:
 * apart from buttons, browsers now do the same with less (growing text areas, progress bars,
 * pickers).
 */
export function defineComponents(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}
