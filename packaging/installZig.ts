import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../test/support/paths.ts';
import { mustRun } from '../test/support/runProgram.ts';
import { throwAwayFolder } from '../test/support/throwAwayFolder.ts';

/** The release of zig whose clang compiles for every platform, and its wheel for Linux x64. */
export const zigVersion = '0.17.1';
const wheelSha256 = 'ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54';

/**
 * Installs zig from PyPI with the machine's pip, once for all runs: a 98 MB download, 411 MB on
 * disk.
 * @returns the path of its program.
 * @throws Error if there is no Python or no network, or this is not Linux x64.
 */
export async function installZig(): Promise<string> {
  const home = join(cacheFolder, `zig-${zigVersion}`);
  const program = join(home, 'ziglang/zig');
  if (existsSync(program)) return program;
  await using staging = throwAwayFolder('zig', cacheFolder);
  const requirements = join(staging.path, 'requirements.txt');
  await writeFile(requirements, `ziglang==${zigVersion} --hash=sha256:${wheelSha256}\n`);
  const unfinished = join(staging.path, 'zig');
  await mkdir(unfinished);
  const install = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary=:all:'];
  const options = ['--retries=1', '--require-hashes', '-r', requirements, '--target', unfinished];
  await mustRun('python3', [...install, ...options]);
  await chmod(join(unfinished, 'ziglang/zig'), 0o755);
  await rename(unfinished, home);
  return program;
}
