import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder, repositoryRoot } from '../test/support/paths.ts';
import { mustRun } from '../test/support/runProgram.ts';
import { throwAwayFolder } from '../test/support/throwAwayFolder.ts';
import { installZig, zigVersion } from './installZig.ts';
import type { Target } from './targets.ts';

/**
 * Compiler flags for zig. Linux: glibc 2.28, older than what llama.cpp's binaries need. Linux and
 * Windows on x64: processors with SSE 4.2. macOS: Node-API's functions come from the program that
 * loads the addon.
 */
const flags: Readonly<Record<Target, readonly string[]>> = {
  'linux-x64': ['-target', 'x86_64-linux-gnu.2.28', '-mcpu=x86_64_v2', '-fPIC'],
  'linux-arm64': ['-target', 'aarch64-linux-gnu.2.28', '-fPIC'],
  'darwin-x64': ['-target', 'x86_64-macos.12.0', '-undefined', 'dynamic_lookup'],
  'darwin-arm64': ['-target', 'aarch64-macos.12.0', '-undefined', 'dynamic_lookup'],
  'win32-x64': ['-target', 'x86_64-windows-gnu'],
};

/** Flags for all platforms, the same as in hnswlib-node's binding.gyp. */
const commonFlags = [
  '-std=c++17',
  '-O3',
  '-shared',
  '-s',
  '-fexceptions',
  '-DNDEBUG',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_GYP_MODULE_NAME=addon',
  '-DBUILDING_NODE_EXTENSION',
];

const modules = join(repositoryRoot, 'node_modules');
const require = createRequire(import.meta.url);

/**
 * Compiles hnswlib-node's addon for a platform, on Linux x64. It uses only Node-API, so one file
 * loads in Node 20 to 24 and in Electron. The result is kept in the user's cache folder.
 * @returns the path of the addon.
 * @throws Error if zig cannot be installed, or the compilation fails.
 */
export async function compileHnswAddon(target: Target): Promise<string> {
  const { version } = require('hnswlib-node/package.json') as { version: string };
  const addon = join(
    cacheFolder,
    `hnswlib-node-${version}-zig-${zigVersion}`,
    target,
    'addon.node',
  );
  if (existsSync(addon)) return addon;
  const zig = await installZig();
  await mkdir(dirname(addon), { recursive: true });
  await using scratch = throwAwayFolder('addon', dirname(addon));
  const unfinished = join(scratch.path, 'addon.node');
  await mustRun(zig, [
    'c++',
    ...flags[target],
    ...commonFlags,
    ...includes.flatMap((folder) => ['-I', join(modules, folder)]),
    ...(target === 'win32-x64' ? await hostFunctions(scratch.path) : []),
    '-o',
    unfinished,
    join(modules, 'hnswlib-node/src/addon.cc'),
  ]);
  await rename(unfinished, addon);
  return addon;
}

const includes = [
  'node-addon-api',
  'node-api-headers/include',
  'hnswlib-node/src',
  'hnswlib-node/src/hnswlib',
];

/** Flags that make the addon look Node-API's functions up (`addon/hostFunctions.h`). */
async function hostFunctions(scratch: string): Promise<readonly string[]> {
  const list = join(scratch, 'hostFunctionsList.h');
  const names = new Set<string>();
  for (const file of ['js_native_api.def', 'node_api.def']) {
    const definitions = await readFile(join(modules, 'node-api-headers/def', file), 'utf8');
    for (const [name] of definitions.matchAll(/^(?:napi|node_api)_\w+/gm)) names.add(name);
  }
  await writeFile(
    list,
    [...names].map((name) => `#define ${name} HOST_FUNCTION(${name})\n`).join(''),
  );
  return [
    `-DHOST_FUNCTIONS_LIST="${list}"`,
    '-include',
    join(import.meta.dirname, 'addon/hostFunctions.h'),
  ];
}
