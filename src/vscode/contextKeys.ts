import * as vscode from 'vscode';
import type { IndexView } from '../core/conversation/chatState.ts';

/**
 * Tells the editor what its menus and palette depend on: whether indexing is under way, and whether
 * it is paused.
 */
export function tellContext({ phase }: IndexView): void {
  const isPaused = phase === 'paused';
  const isIndexing = isPaused || phase === 'scanning' || phase === 'words' || phase === 'meaning';
  void vscode.commands.executeCommand('setContext', 'askWorkspace.isIndexing', isIndexing);
  void vscode.commands.executeCommand('setContext', 'askWorkspace.isPaused', isPaused);
}
