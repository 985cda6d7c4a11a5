import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { Engine } from '../../core/engine.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { openIndex } from '../openIndex.ts';
import type { ArchiveCommand } from '../parseCommand.ts';
import type { Terminal } from '../terminal.ts';
import { updateAndReport } from './runIndex.ts';

/** Exports an index to a file, or imports one and indexes what differs in this folder. */
export async function runArchive(
  command: ArchiveCommand,
  engine: Engine,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<ExitCode> {
  const { root } = await openIndex(engine, command);
  const { name, file, json } = command;
  if (name === 'export') {
    const { embeddings } = await engine.index.exportFolder(root, file, cancellation);
    if (json) terminal.printJson({ file, embeddings });
    else
      terminal.printLine(`${embeddings.toLocaleString('en')} embeddings were written to ${file}.`);
    return exitCodes.found;
  }
  const { embeddings } = await engine.index.importFolder(root, file, cancellation);
  terminal.note(`${embeddings.toLocaleString('en')} embeddings were taken in from ${file}.`);
  return updateAndReport(root, { command, engine, terminal, cancellation });
}
