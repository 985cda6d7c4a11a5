import { basename, dirname } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { serverKeyVariables } from '../core/engine.ts';
import { isFailure } from '../core/errors.ts';
import { startEngine } from '../engine.ts';
import { runArchive } from './commands/runArchive.ts';
import { runAsk } from './commands/runAsk.ts';
import { runIndex } from './commands/runIndex.ts';
import { runModels } from './commands/runModels.ts';
import { runPublish } from './commands/runPublish.ts';
import { runSearch } from './commands/runSearch.ts';
import { exitCodes } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { helpText } from './helpText.ts';
import { runKit } from './kit/runKit.ts';
import { parseCommand } from './parseCommand.ts';
import type { Command } from './parseCommand.ts';
import { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** Entry of `ask-workspace`, the command for the terminal. */

const terminal = new Terminal(process.stdout, process.stderr);
const stop = new AbortController();

/** The folder of a bundle (`dist/cli.js`) or of the source (`src/cli/main.ts`). */
const codeFolder =
  basename(import.meta.filename) === 'main.ts' ? dirname(import.meta.dirname) : import.meta.dirname;

// The first Ctrl-C ends cleanly, the second immediately. If the reader of a pipe goes away (`|
// head`), end without an error.
process.on('SIGINT', () => {
  if (stop.signal.aborted) process.exit(exitCodes.interrupted);
  stop.abort();
});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.found);
});

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<ExitCode> {
  try {
    // It needs no engine, and has options of its own.
    if (args[0] === 'kit' && !args.includes('--help')) return await runKit(args.slice(1), terminal);
    const command = parseCommand(args);
    if (command.name === 'help') terminal.print(helpText);
    else if (command.name === 'version') terminal.printLine(manifest.version);
    else return await runWithEngine(command);
    return exitCodes.found;
  } catch (error) {
    return exitCodeOf(error);
  }
}

async function runWithEngine(
  command: Exclude<Command, { readonly name: 'help' | 'version' }>,
): Promise<ExitCode> {
  const { settings, indexFolder, verbose } = command;
  const engine = startEngine({
    settings,
    codeFolder,
    indexFolder,
    serverKey: (_, use) => Promise.resolve(process.env[serverKeyVariables[use]]),
    log: (line) => {
      if (verbose) terminal.note(line);
    },
  });
  try {
    switch (command.name) {
      case 'index':
        return await runIndex(command, engine, terminal, stop.signal);
      case 'export':
      case 'import':
        return await runArchive(command, engine, terminal, stop.signal);
      case 'publish':
        return await runPublish(command, engine, terminal, stop.signal);
      case 'search':
        return await runSearch(command, engine, terminal, stop.signal);
      case 'mcp':
        return await (
          await import('./commands/runMcp.ts')
        ).runMcp(command, engine, terminal, stop.signal);
      case 'models':
        return await runModels(command, engine, terminal, stop.signal);
      case 'ask':
        return await runAsk(command, engine, terminal, stop.signal);
    }
  } finally {
    terminal.clearProgress();
    await engine.stop();
  }
}

/** Prints in one line what went wrong, and chooses the exit code. */
function exitCodeOf(error: unknown): ExitCode {
  if (stop.signal.aborted) return exitCodes.interrupted;
  terminal.note(`ask-workspace: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof UsageError) {
    terminal.note('Try ask-workspace --help.');
    return exitCodes.usage;
  }
  return isFailure(error, 'invalid-setting') ? exitCodes.usage : exitCodes.failure;
}
