import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as vscode from 'vscode';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import type { TestedParts } from '../../src/extension.ts';
import type { ChatStore } from '../../src/vscode/chatStore.ts';

/** The extension, started, as this editor runs it. */
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

/** Asks and waits for the end of the answer. */
export async function ask({ conversation, store }: TestedParts, question: string): Promise<ChatEntry> {
  await conversation.ask(question);
  const entry = store.state.entries.at(-1);
  assert.ok(entry);
  return entry;
}

/** Resolves as soon as the chat's state is as wanted. */
export async function until(store: ChatStore, isWanted: (state: ChatStore['state']) => boolean): Promise<void> {
  const changed = new EventTarget();
  const unsubscribe = store.subscribe(() => changed.dispatchEvent(new Event('changed')));
  try {
    while (!isWanted(store.state)) await once(changed, 'changed');
  } finally {
    unsubscribe();
  }
}
