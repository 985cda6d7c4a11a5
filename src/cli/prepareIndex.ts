import { Failure } from '../core/errors.ts';
import type { Cancellation } from '../core/ports.ts';
import type { Engine } from '../core/engine.ts';
import { openIndex, updateIndex } from './openIndex.ts';
import type { AskCommand, SearchCommand } from './parseCommand.ts';
import type { Terminal } from './terminal.ts';

/**
 * Makes the folder ready for questions.
 * @returns its true path.
 * @throws Failure `index-empty` where it has no index and must not get one.
 */
export async function prepareIndex(
  command: SearchCommand | AskCommand,
  engine: Engine,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<string> {
  const { root, exists } = await openIndex(engine, command.folder);
  if (command.update) await updateIndex(engine, root, terminal, cancellation);
  else if (!exists)
    throw new Failure('index-empty', `${root} has no index yet, and --no-update keeps it so.`);
  return root;
}
