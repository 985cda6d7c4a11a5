import * as vscode from 'vscode';
import type { IndexView } from '../../core/conversation/chatState.ts';
import { indexingIcon, indexingText } from '../text/indexingText.ts';
import { meaningWaits } from '../text/words.ts';
import { t } from '../../core/texts/translate.ts';

/**
 * Shows in the status bar that indexing is running or waits, and nothing otherwise. A click opens
 * Index health; the hover can pause, cancel, or embed on battery.
 */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    'askWorkspace.indexing',
    vscode.StatusBarAlignment.Left,
  );

  constructor() {
    this.#item.name = 'Ask Workspace';
    this.#item.command = 'askWorkspace.indexHealth';
  }

  show(index: IndexView): void {
    const text = indexingText(index);
    if (text === null) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(${indexingIcon(index)}) ${text}`;
    this.#item.tooltip = tooltip(index);
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function tooltip(index: IndexView): vscode.MarkdownString {
  const { files, totalFiles, embeddedChunks, chunks } = index;
  const counts = t(
    '{files} of {totalFiles} files, {embeddedChunks} of {chunks} chunks ready for meaning search',
    { files, totalFiles, embeddedChunks, chunks },
  );
  const waits = index.waitsFor === 'power';
  const lines = [`Ask Workspace: ${counts}`, ...(waits ? [meaningWaits().message] : [])];
  const links = waits ? embedLink() : runningLinks(index.phase === 'paused');
  const markdown = new vscode.MarkdownString([...lines, links].join('\n\n'));
  markdown.isTrusted = {
    enabledCommands: [
      'askWorkspace.resumeIndexing',
      'askWorkspace.pauseIndexing',
      'askWorkspace.cancelIndexing',
      'askWorkspace.embedNow',
    ],
  };
  return markdown;
}

function embedLink(): string {
  return `[${t('Embed now')}](command:askWorkspace.embedNow)`;
}

function runningLinks(isPaused: boolean): string {
  const pause = isPaused
    ? `[${t('Resume')}](command:askWorkspace.resumeIndexing)`
    : `[${t('Pause')}](command:askWorkspace.pauseIndexing)`;
  return `${pause} · [${t('Cancel')}](command:askWorkspace.cancelIndexing)`;
}
