import * as vscode from 'vscode';
import { ago } from '../text/ago.ts';
import type { AskedFolder } from '../chat/askedFolder.ts';
import type { ChatViewProvider } from '../chat/chatViewProvider.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ConversationHistory } from '../chat/conversations/conversationHistory.ts';
import { hasWords, titleOf } from '../chat/conversations/exportedConversation.ts';
import type { SavedConversation } from '../chat/conversations/savedConversation.ts';
import { exportConversation, importConversation } from './historyFiles.ts';

export interface HistoryParts {
  readonly history: ConversationHistory;
  readonly conversation: ChatSession;
  readonly view: ChatViewProvider;
  readonly folders: () => readonly AskedFolder[];
}

interface HistoryPick extends vscode.QuickPickItem {
  readonly conversation: SavedConversation;
}

const button = (icon: string, tooltip: string): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon(icon),
  tooltip,
});
const renameButton = button('edit', 'Rename this conversation');
const exportButton = button('export', 'Export as Markdown or JSON');
const deleteButton = button('trash', 'Delete this conversation');
const importButton = button('cloud-upload', 'Import a conversation');
const deleteAllButton = button('clear-all', 'Delete all earlier conversations');

/** What a person chose to do with the list; `again` shows it once more. */
type Choice = SavedConversation | 'again' | null;

/** Lets a person search, reopen, rename, export and delete earlier conversations. */
export async function showHistory(parts: HistoryParts): Promise<void> {
  const { history, conversation, view } = parts;
  for (;;) {
    const earlier = (await history.list()).filter(({ id }) => id !== conversation.id);
    if (earlier.length === 0) {
      await offerImport(parts);
      return;
    }
    const chosen = await choose(earlier, parts);
    if (chosen === null) return;
    if (chosen === 'again') continue;
    conversation.reopen(chosen);
    await view.focus();
    return;
  }
}

async function offerImport({ history, folders }: HistoryParts): Promise<void> {
  const offer = 'Import one';
  const chosen = await vscode.window.showInformationMessage(
    'There are no earlier conversations in this workspace yet.',
    offer,
  );
  if (chosen === offer) await importConversation(history, folders());
}

async function choose(earlier: readonly SavedConversation[], parts: HistoryParts): Promise<Choice> {
  const picker = vscode.window.createQuickPick<HistoryPick>();
  picker.title = 'Earlier conversations';
  picker.placeholder = 'Search questions and answers; they are stored only on this machine';
  picker.buttons = [importButton, deleteAllButton];
  const show = (): void => {
    picker.items = earlier
      .filter((one) => hasWords(one, picker.value))
      .map((one) => toPick(one, Date.now()));
  };
  show();
  try {
    const chosen = await new Promise<SavedConversation | (() => Promise<void>) | null>(
      (resolve) => {
        picker.onDidChangeValue(show);
        picker.onDidTriggerItemButton(({ button: pressed, item }) => {
          resolve(() => act(pressed, item.conversation, parts));
        });
        picker.onDidTriggerButton((pressed) => {
          resolve(() =>
            pressed === importButton
              ? importConversation(parts.history, parts.folders())
              : deleteAll(earlier, parts.history),
          );
        });
        picker.onDidAccept(() => {
          resolve(picker.selectedItems[0]?.conversation ?? null);
        });
        picker.onDidHide(() => {
          resolve(null);
        });
        picker.show();
      },
    );
    if (typeof chosen !== 'function') return chosen;
    picker.hide();
    await chosen();
    return 'again';
  } finally {
    picker.dispose();
  }
}

async function act(
  pressed: vscode.QuickInputButton,
  conversation: SavedConversation,
  { history, folders }: HistoryParts,
): Promise<void> {
  if (pressed === deleteButton) await history.delete(conversation.id);
  else if (pressed === exportButton) await exportConversation(conversation, folders());
  else {
    const title = await vscode.window.showInputBox({
      title: 'Rename this conversation',
      value: titleOf(conversation),
    });
    if (title !== undefined && title.trim() !== '') await history.rename(conversation, title);
  }
}

async function deleteAll(
  earlier: readonly SavedConversation[],
  history: ConversationHistory,
): Promise<void> {
  const yes = 'Delete all';
  const count = earlier.length === 1 ? 'the conversation' : `all ${earlier.length} conversations`;
  const answer = await vscode.window.showWarningMessage(
    `Delete ${count} listed here? This cannot be undone.`,
    { modal: true },
    yes,
  );
  if (answer === yes) for (const { id } of earlier) await history.delete(id);
}

/** Always shown: the list is searched by `hasWords`, in whole answers. */
function toPick(conversation: SavedConversation, nowMs: number): HistoryPick {
  const { entries, changedMs } = conversation;
  const count = entries.length === 1 ? '1 question' : `${entries.length} questions`;
  return {
    label: titleOf(conversation),
    description: `${count}, ${ago(changedMs, nowMs)}`,
    detail: entries.at(-1)?.text?.trim().slice(0, 120) ?? '',
    buttons: [renameButton, exportButton, deleteButton],
    alwaysShow: true,
    conversation,
  };
}
