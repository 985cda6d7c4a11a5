import { terminalFailure } from './terminalFailure.ts';
import type { Cancellation } from '../core/ports/cancellation.ts';
import type { Engine } from '../core/engine.ts';
import { openIndex, updateIndex } from './openIndex.ts';
import type { AskCommand, SearchCommand } from './parseCommand.ts';
import type { Terminal } from './terminal.ts';
import { noteTeamProblem } from './words.ts';

/**
 * Prepares a folder for questions.
 * @returns its real path.
 * @throws Failure `index-empty` if it has no index and `--no-update` forbids one.
 */
export async function prepareIndex(
  command: SearchCommand | AskCommand,
  engine: Engine,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<string> {
  const state = await openIndex(engine, command);
  const { root, exists } = state;
  noteTeamProblem(state, terminal);
  if (command.update) await updateIndex(engine, root, terminal, cancellation);
  else if (!exists)
    throw terminalFailure(
      'index-empty',
      `${root} has no index yet, and --no-update prevents building one.`,
    );
  return root;
}
