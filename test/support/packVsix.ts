import { createVSIX } from '@vscode/vsce';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repositoryRoot, resultsFolder } from './paths.ts';
import { mustRun } from './runProgram.ts';
import { packagesNeededBy } from './shippedPackages.ts';
import { throwAwayFolder } from './throwAwayFolder.ts';

/** `npm run package`: builds and packs the extension for the platform that it runs on. */

/**
 * Folder names of node-llama-cpp's CPU binaries by `platform-arch`; Apple silicon has Metal's
 * package only.
 */
const llamaBinaries: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'mac-x64',
  'darwin-arm64': 'mac-arm64-metal',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};

/** The platform's name as the extension gallery has it: `linux-x64`. */
export const target = `${process.platform}-${process.arch}`;

/** Where `packVsix` puts the package. */
export const vsixPath = join(resultsFolder, `ask-workspace-${target}.vsix`);

/** Builds and packs. @returns the path of the .vsix, and its size in bytes. */
export async function packVsix(): Promise<{ path: string; bytes: number }> {
  await mustRun(process.execPath, [join(repositoryRoot, 'esbuild.mjs')]);
  await mkdir(dirname(vsixPath), { recursive: true });
  await using scratch = throwAwayFolder('pack');
  const ignoreFile = join(scratch.path, 'vscodeignore');
  await writeFile(ignoreFile, await allowList());
  await createVSIX({
    cwd: repositoryRoot,
    packagePath: vsixPath,
    target,
    ignoreFile,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  return { path: vsixPath, bytes: (await stat(vsixPath)).size };
}

/** `.vscodeignore` with the lines that depend on the platform and the lock file. */
async function allowList(): Promise<string> {
  const llama = llamaBinaries[target];
  if (llama === undefined) throw new Error(`there are no native binaries for ${target}`);
  const plainPackages = await packagesNeededBy('node-llama-cpp');
  return [
    await readFile(join(repositoryRoot, '.vscodeignore'), 'utf8'),
    `!node_modules/@node-llama-cpp/${llama}/{package.json,LICENSE,dist/**/*.js,bins/**}`,
    `!node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/*`,
    ...plainFiles(plainPackages),
  ].join('\n');
}

/** One pattern a node_modules folder: vsce parses every pattern anew for each of 10,000 files. */
function plainFiles(folders: readonly string[]): readonly string[] {
  const byParent = Map.groupBy(folders, (folder) => folder.slice(0, folder.lastIndexOf('/') + 1));
  return [...byParent].map(([parent, children]) => {
    const names = children.map((child) => child.slice(parent.length));
    return `!${parent}+(${names.join('|')})/**/+(LICEN*|*.js|*.cjs|*.mjs|*.json)`;
  });
}

if (import.meta.main) {
  const { path, bytes } = await packVsix();
  console.log(`${path}: ${(bytes / 1e6).toFixed(1)} MB`);
}
