import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { Engine } from '../../core/engine.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { openIndex, updateIndex } from '../openIndex.ts';
import type { ArchiveCommand, IndexCommand } from '../parseCommand.ts';
import type { Terminal } from '../terminal.ts';

/** Bounds the message between the processes. No folder leaves out this many single files. */
const maxLeftOut = 1_000_000;

export async function runIndex(
  command: IndexCommand,
  engine: Engine,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<ExitCode> {
  const { root } = await openIndex(engine, command);
  return updateAndReport(root, { command, engine, terminal, cancellation });
}

/** Updates an open index and prints what it holds now. */
export async function updateAndReport(
  root: string,
  {
    command,
    engine,
    terminal,
    cancellation,
  }: {
    readonly command: IndexCommand | ArchiveCommand;
    readonly engine: Engine;
    readonly terminal: Terminal;
    readonly cancellation: Cancellation;
  },
): Promise<ExitCode> {
  const report = await updateIndex(engine, root, terminal, cancellation);
  const { files, chunks, embeddingsComputed, skipped, pagesWithoutText = 0, seconds } = report;
  if (command.json) {
    const leftOut = await engine.index.listSkipped(root, maxLeftOut);
    terminal.printJson({
      files,
      chunks,
      embeddingsComputed,
      skipped,
      leftOut,
      ...(pagesWithoutText === 0 ? {} : { pagesWithoutText }),
      seconds,
    });
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
  if (pagesWithoutText > 0)
    terminal.printLine(
      `Without text (scanned?): ${pagesWithoutText.toLocaleString('en')} pages of indexed ` +
        'documents.',
    );
  if (command.verbose)
    for (const { path, reason } of await engine.index.listSkipped(root, maxLeftOut))
      terminal.printLine(`  ${path}: ${reason.replace('-', ' ')}`);
  return exitCodes.found;
}
