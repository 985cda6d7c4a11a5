import * as vscode from 'vscode';

/**
 * The extension's log, including the child processes' standard error. Text from files and questions
 * is logged at trace level only, which is off by default.
 */
export function openLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Ask Workspace', { log: true });
}
