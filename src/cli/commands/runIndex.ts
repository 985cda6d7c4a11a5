import type { Cancellation } from '../../core/ports.ts';
import type { Engine } from '../../core/engine.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { openIndex, updateIndex } from '../openIndex.ts';
import type { IndexCommand } from '../parseCommand.ts';
import type { Terminal } from '../terminal.ts';

export async function runIndex(
  command: IndexCommand,
  engine: Engine,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<ExitCode> {
  const { root } = await openIndex(engine, command.folder);
  const { files, chunks, embeddingsComputed, skipped, seconds } = await updateIndex(
    engine,
    root,
    terminal,
    cancellation,
  );
  if (command.json) {
    terminal.printJson({ files, chunks, embeddingsComputed, skipped, seconds });
    return exitCodes.found;
  }
  terminal.printLine(
    `${files.toLocaleString('en')} files, ${chunks.toLocaleString('en')} chunks; ` +
      `${embeddingsComputed.toLocaleString('en')} embeddings computed ` +
      `in ${seconds.toFixed(1)} s.`,
  );
  const reasons = Object.entries(skipped)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${count.toLocaleString('en')} ${reason.replace('-', ' ')}`);
  if (reasons.length > 0) terminal.printLine(`Left out: ${reasons.join(', ')}.`);
  return exitCodes.found;
}
