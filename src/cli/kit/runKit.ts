import { userModelsFolder } from '../../node/files/userFolders.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import type { Terminal } from '../terminal.ts';
import { makeKit } from './makeKit.ts';
import { parseKit } from './parseKit.ts';
import { verifyKit } from './verifyKit.ts';

/** Runs `ask-workspace kit ARGS`. @throws UsageError, Failure. */
export async function runKit(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const command = parseKit(args);
  if (command.name === 'make') {
    const modelsFolder = command.modelsFolder ?? userModelsFolder();
    for (const name of await makeKit({ ...command, modelsFolder })) terminal.printLine(name);
    return exitCodes.found;
  }
  const faults = await verifyKit(command.archive);
  for (const fault of faults) terminal.note(`ask-workspace: ${command.archive}: ${fault}`);
  if (faults.length > 0) return exitCodes.failure;
  terminal.printLine('Every file matches its checksum.');
  return exitCodes.found;
}
