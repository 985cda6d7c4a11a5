import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { userModelsFolder } from '../../src/node/files/userFolders.ts';
import { installCodeServer } from './codeServer.ts';
import { writeLanguagePack } from './languagePack.ts';
import { startGroup } from './processGroup.ts';
import type { ProcessGroup } from './processGroup.ts';
import { mustRun } from './runProgram.ts';
import { throwAwayFolder } from './throwAwayFolder.ts';

/** A VS Code that is served on loopback, with private folders that are deleted when it stops. */
export interface Editor {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The folder used as the user's cache folder. It contains the indexes, unless they are kept. */
  readonly cacheHome: string;
  /** The folder used as the user's data folder. It contains the models, unless they are kept. */
  readonly dataHome: string;
  /** Process id of the server, which leads the group of everything it starts. */
  readonly pid: number;
  /** Settles with the server's exit code when it exits. */
  readonly ended: Promise<number>;
  /** Everything the server printed so far. */
  output(): string;
  /** Ends the server and everything it started, and removes its folders. */
  stop(): Promise<void>;
}

export interface EditorOptions {
  /** Folder of installed extensions (see `installExtension`). */
  readonly extensions: string;
  /** The user's settings, applied over those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * False asks the user whether to trust the folder, as VS Code does. Default: true, trusted
   * without asking.
   */
  readonly trustsEveryFolder?: boolean;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Id of the display language of extensions: `ko`. Default: English. */
  readonly language?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly serverArguments?: readonly string[];
  /** A command that runs the server, such as strace; its arguments go before the server's. */
  readonly under?: readonly string[];
  /** True keeps models and indexes in the user's own folders; otherwise they are deleted too. */
  readonly keepsModelsAndIndexes?: boolean;
}

/** No news, no updates, no requests to any host, nothing in the way of the side bar. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.tips.enabled': false,
  'git.autofetch': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.menuBarVisibility': 'compact',
};

/** Installs a .vsix into `extensions` as a user would. */
export async function installExtension(vsix: string, extensions: string): Promise<void> {
  const entry = await installCodeServer();
  await using scratch = throwAwayFolder('install');
  const args = [
    '--config',
    join(scratch.path, 'config.yaml'),
    '--user-data-dir',
    scratch.path,
    '--extensions-dir',
    extensions,
    '--install-extension',
    vsix,
  ];
  await mustRun(process.execPath, [entry, ...args], {
    env: serverEnvironment({ XDG_DATA_HOME: scratch.path }),
  });
}

/** Starts a VS Code and waits until it answers. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const entry = await installCodeServer();
  const root = throwAwayFolder('editor');
  const data = join(root.path, 'data');
  await writeSettings(data, { ...quietSettings, ...options.settings });
  if (options.language !== undefined) await writeLanguagePack(data, options.language);
  const args = [
    entry,
    '--auth',
    'none',
    '--bind-addr',
    `127.0.0.1:${options.port ?? 0}`,
    '--config',
    join(root.path, 'config.yaml'),
    '--user-data-dir',
    data,
    '--extensions-dir',
    options.extensions,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    ...(options.language === undefined ? [] : ['--locale', options.language]),
    ...(options.trustsEveryFolder === false ? [] : ['--disable-workspace-trust']),
    ...(options.serverArguments ?? []),
  ];
  // code-server writes logs into the user's data folder, so it always gets a separate one.
  const cacheHome = join(root.path, 'user-cache');
  const kept =
    options.keepsModelsAndIndexes === true
      ? { ASK_WORKSPACE_MODELS: userModelsFolder() }
      : { XDG_CACHE_HOME: cacheHome };
  const dataHome = join(root.path, 'user-data');
  const own = { XDG_DATA_HOME: dataHome, ...kept };
  const [program, ...before] = [...(options.under ?? []), process.execPath];
  const server = startGroup(program, [...before, ...args], {
    env: serverEnvironment({ ...own, ...options.environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await root[Symbol.asyncDispose]();
  };
  const output = collect(server);
  try {
    return {
      url: await listening(server, output),
      cacheHome,
      dataHome,
      pid: server.leader.pid ?? 0,
      ended: server.ended,
      output,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * If VS Code runs as a server, machine settings are in a separate file, and some settings count
 * only there.
 */
async function writeSettings(
  data: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const scope of ['User', 'Machine']) {
    await mkdir(join(data, scope), { recursive: true });
    await writeFile(join(data, scope, 'settings.json'), JSON.stringify(settings, null, 2));
  }
}

function serverEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Started from a terminal of VS Code, the server would take that window for its own. An empty
  // gallery asks no host for extensions.
  return { ...process.env, VSCODE_IPC_HOOK_CLI: '', EXTENSIONS_GALLERY: '{}', ...own };
}

/** @returns a function that returns what was printed so far. */
function collect({ leader }: ProcessGroup): () => string {
  let output = '';
  const read = (data: Buffer): void => {
    output += data.toString();
  };
  leader.stdout?.on('data', read);
  leader.stderr?.on('data', read);
  return () => output;
}

async function listening({ leader, ended }: ProcessGroup, output: () => string): Promise<string> {
  const url = new Promise<string>((resolve) => {
    leader.stdout?.on('data', () => {
      const found = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output())?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const early = ended.then((code) => {
    throw new Error(`code-server ended with exit code ${code} before it was ready:\n${output()}`);
  });
  return Promise.race([url, early]);
}
