import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installCodeServer } from './codeServer.ts';
import { mustRun } from './runProgram.ts';

/** A VS Code that is served on loopback, with folders of its own that go when it stops. */
export interface Editor {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Everything the server printed so far. */
  output(): string;
  /** Ends the server and all that it started, and removes its folders. */
  stop(): Promise<void>;
}

export interface EditorOptions {
  /** Folder of installed extensions (see `installExtension`). */
  readonly extensions: string;
  /** The user's settings, over those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False asks the user whether the folder is to be trusted, as VS Code does. Default: true, trusted without asking. */
  readonly trustsEveryFolder?: boolean;
  /** Default 0: any free one. */
  readonly port?: number;
  readonly environment?: NodeJS.ProcessEnv;
  readonly serverArguments?: readonly string[];
  /** True leaves models and indexes in the user's own folders; else they are thrown away too. */
  readonly keepsModelsAndIndexes?: boolean;
}

/** No news, no updates, nothing asked of any host, nothing in the way of the side bar. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off', 'update.mode': 'none', 'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true, 'workbench.startupEditor': 'none', 'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false, 'workbench.tips.enabled': false, 'git.autofetch': false,
  'npm.fetchOnlinePackageInfo': false, 'typescript.disableAutomaticTypeAcquisition': true, 'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false, 'workbench.secondarySideBar.defaultVisibility': 'hidden', 'window.menuBarVisibility': 'compact',
};

/** Installs a .vsix into `extensions` as a user would. */
export async function installExtension(vsix: string, extensions: string): Promise<void> {
  const entry = await installCodeServer();
  const scratch = await mkdtemp(join(tmpdir(), 'ask-workspace-install-'));
  try {
    const args = ['--config', join(scratch, 'config.yaml'), '--user-data-dir', scratch, '--extensions-dir', extensions, '--install-extension', vsix];
    await mustRun(process.execPath, [entry, ...args], { env: serverEnvironment({}) });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Starts a VS Code and waits until it answers. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const entry = await installCodeServer();
  const root = await mkdtemp(join(tmpdir(), 'ask-workspace-editor-'));
  await writeSettings(join(root, 'data'), { ...quietSettings, ...options.settings });
  const trust = options.trustsEveryFolder === false ? [] : ['--disable-workspace-trust'];
  const args = [
    entry, '--auth', 'none', '--bind-addr', `127.0.0.1:${options.port ?? 0}`, '--config', join(root, 'config.yaml'), '--user-data-dir', join(root, 'data'),
    '--extensions-dir', options.extensions, '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened', ...trust,
    ...options.serverArguments ?? [],
  ];
  const own = options.keepsModelsAndIndexes === true ? {} : { XDG_DATA_HOME: join(root, 'user-data'), XDG_CACHE_HOME: join(root, 'user-cache') };
  // A process group of its own, so that whatever it starts can be ended with it.
  const server = spawn(process.execPath, args, { env: serverEnvironment({ ...own, ...options.environment }), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const exited = new Promise<void>((resolve) => { server.once('close', () => { resolve(); }); });
  const killAtExit = (): void => { signalGroup(server, 'SIGKILL'); };
  process.once('exit', killAtExit);
  const stop = async (): Promise<void> => {
    signalGroup(server, 'SIGTERM');
    const impatience = setTimeout(() => { signalGroup(server, 'SIGKILL'); }, 5000);
    await exited;
    clearTimeout(impatience);
    signalGroup(server, 'SIGKILL');
    process.removeListener('exit', killAtExit);
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  };
  const output = collect(server);
  try {
    return { url: await listening(server, output), output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Settings for this machine stand in a file of their own where VS Code runs as a server: some settings count only there. */
async function writeSettings(data: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const scope of ['User', 'Machine']) {
    await mkdir(join(data, scope), { recursive: true });
    await writeFile(join(data, scope, 'settings.json'), JSON.stringify(settings, null, 2));
  }
}

function serverEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Started from a terminal of VS Code, the server would take that window for its own; an empty gallery asks no host for extensions.
  return { ...process.env, VSCODE_IPC_HOOK_CLI: '', EXTENSIONS_GALLERY: '{}', ...own };
}

/** @returns a function that tells what was printed so far. */
function collect(server: ChildProcess): () => string {
  let output = '';
  const read = (data: Buffer): void => { output += data.toString(); };
  server.stdout?.on('data', read);
  server.stderr?.on('data', read);
  return () => output;
}

function listening(server: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const url = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output())?.[1];
      if (url !== undefined) resolve(url);
    };
    server.stdout?.on('data', look);
    server.once('error', reject);
    server.once('close', () => { reject(new Error(`code-server ended before it was ready:\n${output()}`)); });
  });
}

function signalGroup(server: ChildProcess, signal: NodeJS.Signals): void {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
