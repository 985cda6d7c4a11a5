import { existsSync } from 'node:fs';
import { glob, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cacheFolder } from './paths.ts';
import { mustRun } from './runProgram.ts';
import { throwAwayFolder } from './throwAwayFolder.ts';

/**
 * code-server is built VS Code (server and web workbench) as an npm package; this one is VS Code
 * 1.139.1 and needs Node 24.
 */
const version = '4.139.1';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Installs code-server from the npm registry alone, once for all runs: 460 MB, about a minute.
 * @returns the path of its entry, to run with Node 24.
 */
export async function installCodeServer(): Promise<string> {
  const home = join(cacheFolder, `code-server-${version}`);
  const entry = join(home, 'node_modules/code-server/out/node/entry.js');
  if (existsSync(entry)) return entry;
  if (process.platform === 'win32')
    throw new Error(
      'code-server does not run on Windows; put desktop VS Code 1.111 or newer on the PATH',
    );
  console.error(
    `Installing code-server ${version} (VS Code 1.139.1) into ${home}, once, about a minute...`,
  );
  await using staging = throwAwayFolder('installing', cacheFolder);
  const unfinished = join(staging.path, 'code-server');
  await mkdir(unfinished);
  await installInto(unfinished);
  await rename(unfinished, home).catch((error: unknown) => {
    if (!existsSync(entry)) throw error;
  });
  return entry;
}

async function installInto(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  // Its own install script downloads nothing we need, and `npm ci` in it rejects its outdated
  // shrinkwrap. Hence these steps.
  await npm(folder, ['install', '--ignore-scripts', `code-server@${version}`]);
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  await npm(vscode, ['install', '--omit=dev', '--ignore-scripts']);
  await npm(join(vscode, 'extensions'), ['install', '--omit=dev', '--ignore-scripts']);
  await mustRun(process.execPath, ['postinstall.mjs'], {
    cwd: join(vscode, 'extensions'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Without spdlog, output channels stay empty. Without the watchdog, an extension host can outlive
  // a killed server.
  await compile(vscode, ['@vscode/spdlog', '@vscode/native-watchdog']);
  await removeUnused(vscode);
}

/** Parts that a local workbench never loads: 400 MB. */
async function removeUnused(vscode: string): Promise<void> {
  const unused = [
    'extensions/copilot',
    'node_modules/@github',
    'node_modules/@microsoft/mxc-sdk',
  ].map((path) => join(vscode, path));
  for await (const folder of glob(join(vscode, 'node_modules/@vscode/ripgrep-universal/bin/*'))) {
    if (basename(folder) !== `${process.platform}-${process.arch}`) unused.push(folder);
  }
  await Promise.all(unused.map((path) => rm(path, { recursive: true, force: true })));
}

async function npm(
  folder: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv = {},
): Promise<void> {
  // Under `npm run`, npm's settings are in the environment, but this project is not the one to
  // install into.
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    npm_config_local_prefix: folder,
    ...settings,
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
  };
  await mustRun('npm', [...args, '--prefix', folder, ...quiet], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Compiles against the headers in the npm package of the Node that runs this, so that no other host
 * is contacted.
 */
async function compile(vscode: string, packages: readonly string[]): Promise<void> {
  const nodePackage = `node-${process.platform}-${process.arch}`;
  await using headers = throwAwayFolder('headers', cacheFolder);
  await npm(headers.path, [
    'install',
    '--ignore-scripts',
    `${nodePackage}@${process.versions.node}`,
  ]);
  await npm(vscode, ['rebuild', ...packages], {
    npm_config_nodedir: join(headers.path, 'node_modules', nodePackage),
  });
}

// media/container/Dockerfile runs this file.
if (import.meta.main) await installCodeServer();
