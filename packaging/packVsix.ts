import { createVSIX, listFiles } from '@vscode/vsce';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { sha256OfFile } from '../src/node/files/sha256OfFile.ts';
import { repositoryRoot, resultsFolder } from '../test/support/paths.ts';
import { mustRun } from '../test/support/runProgram.ts';
import { throwAwayFolder } from '../test/support/throwAwayFolder.ts';
import { allowList } from './allowList.ts';
import { layOutRelease } from './releaseTree.ts';
import { noticesText } from './noticesText.ts';
import { sbomJson } from './sbomJson.ts';
import { shippedPackages } from './shippedPackages.ts';
import { ownTarget } from './targets.ts';
import type { Target } from './targets.ts';

/** A package that has been written. */
export interface PackedVsix {
  readonly path: string;
  readonly bytes: number;
  /**
   * Why searches compare every vector instead of using the HNSW graph; undefined if they use it.
   */
  readonly withoutHnsw?: string | undefined;
}

/** Path of a platform's package. */
export function vsixPath(target: Target): string {
  return join(resultsFolder, `ask-workspace-${target}.vsix`);
}

/** Bundles the extension into dist/. */
export async function buildExtension(): Promise<void> {
  await mustRun(process.execPath, [join(repositoryRoot, 'esbuild.mjs')]);
}

/** Builds this checkout and packs it, with its own packages, for the machine it runs on. */
export async function packVsix(): Promise<PackedVsix> {
  await buildExtension();
  return packFolder(repositoryRoot, ownTarget());
}

/**
 * Packs what `buildExtension` has built, for any platform, with packages freshly installed for it.
 */
export async function packRelease(target: Target): Promise<PackedVsix> {
  await using tree = throwAwayFolder(target);
  const withoutHnsw = await layOutRelease(tree.path, target);
  return { ...(await packFolder(tree.path, target)), withoutHnsw };
}

async function packFolder(folder: string, target: Target): Promise<PackedVsix> {
  await mkdir(resultsFolder, { recursive: true });
  await using scratch = throwAwayFolder('pack');
  const ignoreFile = join(scratch.path, 'vscodeignore');
  await writeFile(ignoreFile, await allowList(target));
  await listContents(folder, ignoreFile);
  const path = vsixPath(target);
  await createVSIX({
    cwd: folder,
    packagePath: path,
    target,
    ignoreFile,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  return { path, bytes: (await stat(path)).size };
}

const manifest = v.object({ version: v.string() });

/** Writes the notices and the bill of materials for what is about to be packed. */
async function listContents(folder: string, ignoreFile: string): Promise<void> {
  const notices = 'dist/THIRD-PARTY-NOTICES.txt';
  const sbom = 'dist/sbom.cdx.json';
  await writeFile(join(folder, notices), '');
  const listed = await listFiles({ cwd: folder, ignoreFile });
  const paths = listed.map((path) => path.replaceAll('\\', '/')).filter((path) => path !== sbom);
  const packages = await shippedPackages(folder, paths);
  await writeFile(join(folder, notices), noticesText(packages));
  const { version } = v.parse(
    manifest,
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  );
  const files = [];
  for (const path of paths) files.push({ path, sha256: await sha256OfFile(join(folder, path)) });
  await writeFile(join(folder, sbom), sbomJson({ version, packages, files }));
}
