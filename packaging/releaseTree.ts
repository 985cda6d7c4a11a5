import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { repositoryRoot } from '../test/support/paths.ts';
import { mustRun } from '../test/support/runProgram.ts';
import { throwAwayFolder } from '../test/support/throwAwayFolder.ts';
import { compileHnswAddon } from './compileHnswAddon.ts';
import { platformOf } from './targets.ts';
import type { Target } from './targets.ts';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Lays out the contents of a platform's package in `folder`: the built extension, and that
 * platform's packages from the same lock file, whatever machine this runs on.
 * @returns why the addon for HNSW is missing; undefined if it is there.
 */
export async function layOutRelease(folder: string, target: Target): Promise<string | undefined> {
  await installPackages(folder, target);
  if (target === 'darwin-x64') await replaceOnnxruntime(folder);
  for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', 'dist', 'media'])
    await cp(join(repositoryRoot, name), join(folder, name), { recursive: true });
  return placeAddon(folder, target);
}

/** Without install scripts, which would compile for this machine. */
async function installPackages(folder: string, target: Target): Promise<void> {
  const { os, cpu } = platformOf(target);
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(join(repositoryRoot, name), join(folder, name));
  const platform = [`--os=${os}`, `--cpu=${cpu}`, '--libc=glibc'];
  await npm(folder, ['ci', ...platform, '--ignore-scripts', '--omit=dev']);
  await removeScripts(join(folder, 'package.json'));
}

/** Otherwise vsce would run them. */
async function removeScripts(file: string): Promise<void> {
  const manifest = v.parse(v.looseObject({}), JSON.parse(await readFile(file, 'utf8')));
  delete manifest['scripts'];
  delete manifest['devDependencies'];
  await writeFile(file, JSON.stringify(manifest, null, 2));
}

/** onnxruntime-node 1.24 and newer have no binaries for Intel Macs; `intelMac` locks another. */
async function replaceOnnxruntime(folder: string): Promise<void> {
  await using older = throwAwayFolder('intel-mac');
  await cp(join(import.meta.dirname, 'intelMac'), older.path, { recursive: true });
  await npm(older.path, ['ci', '--os=darwin', '--cpu=x64', '--ignore-scripts']);
  for (const name of ['node_modules/onnxruntime-node', 'node_modules/onnxruntime-common']) {
    await rm(join(folder, name), { recursive: true });
    await cp(join(older.path, name), join(folder, name), { recursive: true });
  }
  await acceptOlder(folder);
}

const versions = v.record(v.string(), v.string());

/**
 * vsce lists what ships with `npm list`, which refuses versions that no package asks for. Only the
 * install script of onnxruntime-node, which does not run here, uses the other two.
 */
async function acceptOlder(folder: string): Promise<void> {
  const file = join(folder, 'package.json');
  const manifest = v.parse(
    v.looseObject({ dependencies: versions, overrides: versions }),
    JSON.parse(await readFile(file, 'utf8')),
  );
  for (const name of ['onnxruntime-node', 'onnxruntime-common', 'adm-zip', 'global-agent']) {
    const version = await versionOf(join(folder, 'node_modules', name));
    manifest.overrides[name] = version;
    // An override of our own dependency must ask for the same version.
    if (name in manifest.dependencies) manifest.dependencies[name] = version;
  }
  await writeFile(file, JSON.stringify(manifest, null, 2));
}

async function versionOf(installed: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  return v.parse(v.object({ version: v.string() }), manifest).version;
}

async function placeAddon(folder: string, target: Target): Promise<string | undefined> {
  const place = join(folder, 'node_modules/hnswlib-node/build/Release/addon.node');
  try {
    const addon = await compileHnswAddon(target);
    await mkdir(dirname(place), { recursive: true });
    await copyFile(addon, place);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Runs npm for a separate folder. Under `npm run`, this project's settings would come in through
 * the environment.
 */
async function npm(folder: string, args: readonly string[]): Promise<void> {
  await mustRun('npm', [...args, '--prefix', folder, ...quiet], {
    cwd: folder,
    env: { ...process.env, npm_config_local_prefix: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
