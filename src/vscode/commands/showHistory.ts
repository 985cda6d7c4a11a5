import * as vscode from 'vscode';
import { ago } from '../text/ago.ts';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import type { ChatViewProvider } from '../chat/chatViewProvider.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ConversationHistory } from '../chat/conversations/conversationHistory.ts';
import { hasWords, titleOf } from '../chat/conversations/exportedConversation.ts';
import type { SavedConversation } from '../chat/conversations/savedConversation.ts';
import { exportConversation, importConversation } from './historyFiles.ts';
import { plural, t } from '../../core/texts/translate.ts';

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

interface Buttons {
  readonly rename: vscode.QuickInputButton;
  readonly export: vscode.QuickInputButton;
  readonly delete: vscode.QuickInputButton;
  readonly import: vscode.QuickInputButton;
  readonly deleteAll: vscode.QuickInputButton;
}

function createButtons(): Buttons {
  return {
    rename: button('edit', t('Rename this conversation')),
    export: button('export', t('Export as Markdown or JSON')),
    delete: button('trash', t('Delete this conversation')),
    import: button('cloud-upload', t('Import a conversation')),
    deleteAll: button('clear-all', t('Delete all earlier conversations')),
  };
}

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
  const offer = t('Import one');
  const chosen = await vscode.window.showInformationMessage(
    t('There are no earlier conversations in this workspace yet.'),
    offer,
  );
  if (chosen === offer) await importConversation(history, folders());
}

async function choose(earlier: readonly SavedConversation[], parts: HistoryParts): Promise<Choice> {
  const picker = vscode.window.createQuickPick<HistoryPick>();
  picker.title = t('Earlier conversations');
  picker.placeholder = t('Search questions and answers; they are stored only on this machine');
  const buttons = createButtons();
  picker.buttons = [buttons.import, buttons.deleteAll];
  const show = (): void => {
    picker.items = earlier
      .filter((one) => hasWords(one, picker.value))
      .map((one) => toPick(one, Date.now(), buttons));
  };
  show();
  try {
    const chosen = await new Promise<SavedConversation | (() => Promise<void>) | null>(
      (resolve) => {
        picker.onDidChangeValue(show);
        picker.onDidTriggerItemButton(({ button: pressed, item }) => {
          resolve(() => act(nameOf(pressed, buttons), item.conversation, parts));
        });
        picker.onDidTriggerButton((pressed) => {
          resolve(() =>
            pressed === buttons.import
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
  pressed: ReturnType<typeof nameOf>,
  conversation: SavedConversation,
  { history, folders }: HistoryParts,
): Promise<void> {
  if (pressed === 'delete') await history.delete(conversation.id);
  else if (pressed === 'export') await exportConversation(conversation, folders());
  else {
    const title = await vscode.window.showInputBox({
      title: t('Rename this conversation'),
      value: titleOf(conversation),
    });
    if (title !== undefined && title.trim() !== '') await history.rename(conversation, title);
  }
}

function nameOf(
  pressed: vscode.QuickInputButton,
  buttons: Buttons,
): 'rename' | 'export' | 'delete' | undefined {
  return (['rename', 'export', 'delete'] as const).find((name) => buttons[name] === pressed);
}

async function deleteAll(
  earlier: readonly SavedConversation[],
  history: ConversationHistory,
): Promise<void> {
  const yes = t('Delete all');
  const answer = await vscode.window.showWarningMessage(
    plural(
      earlier.length,
      'Delete the conversation listed here? This cannot be undone.',
      'Delete all {count} conversations listed here? This cannot be undone.',
    ),
    { modal: true },
    yes,
  );
  if (answer === yes) for (const { id } of earlier) await history.delete(id);
}

/** Always shown: the list is searched by `hasWords`, in whole answers. */
function toPick(conversation: SavedConversation, nowMs: number, buttons: Buttons): HistoryPick {
  const { entries, changedMs } = conversation;
  const count = plural(entries.length, '{count} question', '{count} questions');
  return {
    label: titleOf(conversation),
    description: `${count}, ${ago(changedMs, nowMs)}`,
    detail: entries.at(-1)?.text?.trim().slice(0, 120) ?? '',
    buttons: [buttons.rename, buttons.export, buttons.delete],
    alwaysShow: true,
    conversation,
  };
}
