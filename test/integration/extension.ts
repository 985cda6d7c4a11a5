import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import type { TestedParts } from '../../src/extension.ts';
import type { ChatStore } from '../../src/vscode/chat/conversations/chatStore.ts';

/** The running extension of this editor. */
export async function startedExtension(): Promise<TestedParts> {
  const extension = vscode.extensions.getExtension<TestedParts>('ask-workspace.ask-workspace');
  assert.ok(extension, 'VS Code does not know the extension');
  const parts = await extension.activate();
  await parts.started;
  return parts;
}

/** The first workspace folder. */
export function workspaceRoot(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return folder.uri;
}

/** Asks in a new conversation and waits for the end of the answer. */
export async function ask(
  { conversation, store }: TestedParts,
  question: string,
): Promise<ChatEntry> {
  conversation.clear();
  await conversation.ask(question);
  const entry = store.state.entries.at(-1);
  assert.ok(entry);
  return entry;
}

/** Asks again after each change of the index until the answer fits. */
export async function askUntil(
  parts: TestedParts,
  question: string,
  isWanted: (entry: ChatEntry) => boolean,
): Promise<ChatEntry> {
  return afterChanges(parts, () => ask(parts, question), isWanted);
}

/** Looks again after each change of the index until the result fits. */
export async function afterChanges<T>(
  { index }: TestedParts,
  look: () => Promise<T>,
  isWanted: (seen: T) => boolean,
): Promise<T> {
  for (;;) {
    const changed = new Promise<void>((resolve) => {
      const subscription = index.onDidChange(() => {
        subscription.dispose();
        resolve();
      });
    });
    const seen = await look();
    if (isWanted(seen)) return seen;
    await changed;
  }
}

/** Resolves as soon as the chat's state fits. */
export function until(
  store: ChatStore,
  isWanted: (state: ChatStore['state']) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isWanted(store.state)) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}

/** Writes a file of the workspace as another program would. */
export async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceRoot(), path);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}
