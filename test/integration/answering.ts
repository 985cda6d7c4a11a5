import * as vscode from 'vscode';

/**
 * Runs `work` while every message of that kind is answered with `answer`, since a host cannot click
 * its own editor's messages.
 * @returns the messages that were shown.
 */
export async function answering(
  kind: 'showWarningMessage' | 'showInformationMessage',
  answer: string | undefined,
  work: () => Thenable<unknown>,
): Promise<readonly string[]> {
  const original = Object.getOwnPropertyDescriptor(vscode.window, kind);
  const messages: string[] = [];
  const value = (message: string): Promise<string | undefined> => {
    messages.push(message);
    return Promise.resolve(answer);
  };
  Object.defineProperty(vscode.window, kind, { configurable: true, value });
  try {
    await work();
  } finally {
    if (original !== undefined) Object.defineProperty(vscode.window, kind, original);
  }
  return messages;
}
