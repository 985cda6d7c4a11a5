import * as vscode from 'vscode';
import { ago } from '../text/ago.ts';
import type { ChatViewProvider } from '../chat/chatViewProvider.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ConversationHistory } from '../chat/conversationHistory.ts';
import type { SavedConversation } from '../chat/savedConversation.ts';

interface HistoryPick extends vscode.QuickPickItem {
  readonly conversation: SavedConversation;
}

const deleteButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: 'Delete this conversation',
};

/** Lets the user reopen or delete an earlier conversation of this workspace. */
export async function showHistory(
  history: ConversationHistory,
  conversation: ChatSession,
  view: ChatViewProvider,
): Promise<void> {
  const earlier = (await history.list()).filter(({ id }) => id !== conversation.id);
  if (earlier.length === 0) {
    void vscode.window.showInformationMessage(
      'There are no earlier conversations in this workspace yet.',
    );
    return;
  }
  const chosen = await choose(earlier, history);
  if (chosen === null) return;
  conversation.reopen(chosen);
  await view.focus();
}

async function choose(
  earlier: readonly SavedConversation[],
  history: ConversationHistory,
): Promise<SavedConversation | null> {
  const picker = vscode.window.createQuickPick<HistoryPick>();
  picker.title = 'Earlier conversations';
  picker.placeholder = 'Conversations of this workspace, stored only on this machine';
  picker.matchOnDetail = true;
  picker.items = earlier.map((conversation) => toPick(conversation, Date.now()));
  const deleting = picker.onDidTriggerItemButton(({ item }) => {
    picker.items = picker.items.filter((one) => one !== item);
    void history.delete(item.conversation.id);
  });
  try {
    return await new Promise((resolve) => {
      picker.onDidAccept(() => {
        resolve(picker.selectedItems[0]?.conversation ?? null);
      });
      picker.onDidHide(() => {
        resolve(null);
      });
      picker.show();
    });
  } finally {
    deleting.dispose();
    picker.dispose();
  }
}

function toPick(conversation: SavedConversation, nowMs: number): HistoryPick {
  const { entries, changedMs } = conversation;
  const count = entries.length === 1 ? '1 question' : `${entries.length} questions`;
  return {
    label: entries[0]?.question ?? '',
    description: `${count}, ${ago(changedMs, nowMs)}`,
    detail: entries.at(-1)?.text?.trim().slice(0, 120) ?? '',
    buttons: [deleteButton],
    conversation,
  };
}
