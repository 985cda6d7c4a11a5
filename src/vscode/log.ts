import * as vscode from 'vscode';

/**
 * The extension's log; the child processes' standard error ends up here as well. Text of files and
 * questions are written at trace level only, which is off unless a person turns it on.
 */
export function openLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Ask Workspace', { log: true });
}
