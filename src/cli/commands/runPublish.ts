import type { Engine } from '../../core/engine.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { openIndex, updateIndex } from '../openIndex.ts';
import type { PublishCommand } from '../parseCommand.ts';
import type { Terminal } from '../terminal.ts';

/** Brings a folder's index up to date and publishes it to a team's store. */
export async function runPublish(
  command: PublishCommand,
  engine: Engine,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<ExitCode> {
  const { settings, store, branch, keepDays, json } = command;
  const { root } = await openIndex(engine, command);
  const params = {
    ...{ root, store, branch, keepDays },
    repository: settings.index.storeRepository,
    password: process.env['ASK_WORKSPACE_STORE_PASSWORD'],
  };
  // A machine that builds starts without an index, and the store has nearly all embeddings.
  const { embeddings } = await engine.index.takeFromStore(params, cancellation);
  if (embeddings > 0)
    terminal.note(`${embeddings.toLocaleString('en')} embeddings were taken in from the store.`);
  const { embeddingsComputed } = await updateIndex(engine, root, terminal, cancellation);
  const report = await engine.index.publishFolder(params, cancellation);
  if (json) {
    terminal.printJson({ ...report, embeddingsComputed });
    return exitCodes.found;
  }
  const { files, chunks, newChunks, newVectors, publishSeconds, vectorIndexSeconds } = report;
  terminal.printLine(
    `${files.toLocaleString('en')} files, ${chunks.toLocaleString('en')} chunks published as ` +
      `${report.repository}, branch ${report.branch}: ${newChunks.toLocaleString('en')} new ` +
      `chunks and ${newVectors.toLocaleString('en')} new vectors in ` +
      `${publishSeconds.toFixed(1)} s, vector index ${vectorIndexSeconds.toFixed(1)} s.`,
  );
  return exitCodes.found;
}
