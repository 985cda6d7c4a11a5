import * as vscode from 'vscode';
import { isFailure } from '../../core/errors.ts';
import { runNoticeCommand } from '../chat/noticeActions.ts';
import { failureNotice } from '../text/words.ts';

/**
 * A command's handler. Arguments come from menus, links and other extensions, so they can be
 * anything. From the Explorer, the second is all that is selected there.
 */
export type Command = (argument: unknown, selected: unknown) => unknown;

/** Handlers by command name, without `askWorkspace.`. */
export type Commands<Name extends string> = Readonly<Record<Name, Command>>;

/**
 * Registers each as `askWorkspace.<name>`. An expected failure becomes a message with buttons;
 * `cancelled` is silent.
 * @param load gives the handlers. It is called for each use, so that no code is loaded before.
 */
export function registerCommands<Name extends string>(
  names: readonly Name[],
  load: () => Promise<Commands<Name>>,
): vscode.Disposable {
  const registered = names.map((name) =>
    vscode.commands.registerCommand(
      `askWorkspace.${name}`,
      async (argument: unknown, selected: unknown) => {
        try {
          const commands = await load();
          return await commands[name](argument, selected);
        } catch (error) {
          if (!isFailure(error)) throw error;
          if (error.reason !== 'cancelled') await showFailure(failureNotice(error));
          return undefined;
        }
      },
    ),
  );
  return vscode.Disposable.from(...registered);
}

async function showFailure({ message, actions }: ReturnType<typeof failureNotice>): Promise<void> {
  const offered = actions.filter(({ id }) => id !== 'retry');
  const chosen = await vscode.window.showErrorMessage(
    message,
    ...offered.map(({ label }) => label),
  );
  const action = offered.find(({ label }) => label === chosen);
  if (action !== undefined) runNoticeCommand(action.id);
}
