import { join } from 'node:path';
import { installExtension, startEditor } from '../support/editor.ts';
import { packVsix } from '../../packaging/packVsix.ts';
import { repositoryRoot } from '../support/paths.ts';
import { exitOnSignals } from '../support/processGroup.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { findDesktopCode, openDesktopCode } from './desktopCode.ts';
import type { RunningCode } from './runningCode.ts';
import { parseStartOptions, usage } from './startOptions.ts';
import type { StartOptions } from './startOptions.ts';

/**
 * `npm start`: the extension, built from this checkout, in a real VS Code with FOLDER open, until
 * Ctrl-C. Everything it started ends with it.
 */

async function start({ folder, port, models }: StartOptions): Promise<void> {
  const vsix = await packVsix();
  console.log(`Packed the extension: ${(vsix.bytes / 1e6).toFixed(1)} MB`);
  await using root = throwAwayFolder('start');
  const settings = models === undefined ? {} : { 'askWorkspace.models.folder': models };
  const desktop =
    port === undefined ? await findDesktopCode() : { reason: '--port asks for an address' };
  let code: RunningCode;
  if ('version' in desktop) {
    console.log(`Using the desktop VS Code ${desktop.version} that is on the PATH.`);
    code = await openDesktopCode(root.path, vsix.path, folder, settings);
    console.log(`It has opened ${folder}. Close its window or press Ctrl-C to stop.`);
  } else {
    console.log(
      `Using code-server (VS Code 1.139.1) from the npm registry, because ${desktop.reason}.`,
    );
    code = await serve({
      extensions: join(root.path, 'extensions'),
      vsix: vsix.path,
      folder,
      settings,
      port,
    });
    console.log('Press Ctrl-C to stop.');
  }
  await Promise.race([code.ended, signalled()]);
  await code.stop();
}

interface Serving {
  readonly extensions: string;
  readonly vsix: string;
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly port: number | undefined;
}

async function serve({ extensions, vsix, folder, settings, port }: Serving): Promise<RunningCode> {
  await installExtension(vsix, extensions);
  const editor = await startEditor({
    extensions,
    settings,
    keepsModelsAndIndexes: true,
    ...(port === undefined ? {} : { port }),
  });
  console.log(`\n  ${editor.url}/?folder=${encodeURIComponent(folder).replaceAll('%2F', '/')}\n`);
  const ended = editor.ended.then(() => {
    throw new Error(`code-server has ended by itself:\n${editor.output()}`);
  });
  return { ended, stop: () => editor.stop() };
}

/**
 * Settles at the first Ctrl-C or SIGTERM. Before it is called, and from the second signal on, they
 * end this process at once.
 */
function signalled(): Promise<void> {
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  return new Promise((resolve) => {
    const first = (): void => {
      exitOnSignals();
      resolve();
    };
    process.once('SIGINT', first).once('SIGTERM', first);
  });
}

/** @returns undefined if the arguments are wrong, which is then explained. */
function readOptions(): StartOptions | undefined {
  try {
    return parseStartOptions(
      process.argv.slice(2),
      process.env['INIT_CWD'] ?? process.cwd(),
      repositoryRoot,
    );
  } catch (error) {
    complain(error);
    console.error(usage);
    return undefined;
  }
}

function complain(error: unknown): void {
  console.error(`npm start: ${error instanceof Error ? error.message : String(error)}`);
}

exitOnSignals();
const options = readOptions();
if (options === undefined) {
  process.exitCode = 2;
} else {
  await start(options).catch((error: unknown) => {
    complain(error);
    process.exitCode = 1;
  });
}
