import * as vscode from 'vscode';
import type { IndexView } from '../core/conversation/chatState.ts';

/**
 * Sets the context keys that menus and the palette depend on: whether indexing is running, paused
 * or waits for mains power.
 */
export function tellContext({ phase, waitsFor }: IndexView): void {
  const isPaused = phase === 'paused';
  const isIndexing = isPaused || phase === 'scanning' || phase === 'words' || phase === 'meaning';
  void vscode.commands.executeCommand('setContext', 'askWorkspace.isIndexing', isIndexing);
  void vscode.commands.executeCommand('setContext', 'askWorkspace.isPaused', isPaused);
  const waits = waitsFor === 'power';
  void vscode.commands.executeCommand('setContext', 'askWorkspace.waitsForPower', waits);
}
