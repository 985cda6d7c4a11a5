import * as vscode from 'vscode';
import type { IndexView } from '../../core/conversation/chatState.ts';
import { chatViewId } from '../chat/chatViewProvider.ts';
import { indexingText } from '../text/indexingText.ts';
import { t } from '../../core/texts/translate.ts';

/**
 * Shows in the status bar that indexing is running, and nothing otherwise. A click opens the chat;
 * the hover can pause and cancel.
 */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    'askWorkspace.indexing',
    vscode.StatusBarAlignment.Left,
  );

  constructor() {
    this.#item.name = 'Ask Workspace';
    this.#item.command = `${chatViewId}.focus`;
  }

  show(index: IndexView): void {
    const text = indexingText(index);
    if (text === null) {
      this.#item.hide();
      return;
    }
    const isPaused = index.phase === 'paused';
    this.#item.text = `$(${isPaused ? 'debug-pause' : 'sync~spin'}) ${text}`;
    this.#item.tooltip = tooltip(index, isPaused);
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function tooltip(index: IndexView, isPaused: boolean): vscode.MarkdownString {
  const pause = isPaused
    ? `[${t('Resume')}](command:askWorkspace.resumeIndexing)`
    : `[${t('Pause')}](command:askWorkspace.pauseIndexing)`;
  const { files, totalFiles, embeddedChunks, chunks } = index;
  const counts = t(
    '{files} of {totalFiles} files, {embeddedChunks} of {chunks} chunks ready for meaning search',
    { files, totalFiles, embeddedChunks, chunks },
  );
  const markdown = new vscode.MarkdownString(
    `Ask Workspace: ${counts}\n\n${pause} · [${t('Cancel')}](command:askWorkspace.cancelIndexing)`,
  );
  markdown.isTrusted = {
    enabledCommands: [
      'askWorkspace.resumeIndexing',
      'askWorkspace.pauseIndexing',
      'askWorkspace.cancelIndexing',
    ],
  };
  return markdown;
}
