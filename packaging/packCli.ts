import { listFiles } from '@vscode/vsce';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import texts from '../package.nls.json' with { type: 'json' };
import { repositoryRoot, resultsFolder } from '../test/support/paths.ts';
import { mustRun } from '../test/support/runProgram.ts';
import { throwAwayFolder } from '../test/support/throwAwayFolder.ts';
import { allowList } from './allowList.ts';
import { noticesText } from './noticesText.ts';
import { shippedPackages } from './shippedPackages.ts';
import { ownTarget, platformOf } from './targets.ts';

/** Files that only the editor needs. */
const editorsOwn =
  /^(l10n\/|package\.(nls\.|json)|dist\/(extension|webview|sbom)|media\/(?!tokenizer|questionMap))/;

/** Path of the package that `packCli` makes. */
export const cliPackagePath = join(
  resultsFolder,
  `ask-workspace-${manifest.version}-${ownTarget()}.tgz`,
);

/**
 * Packs what `buildExtension` has built as an npm package with the command `ask-workspace`, for
 * this machine. It contains its packages in `dist/node_modules`, so installing it downloads and
 * compiles nothing.
 */
export async function packCli(): Promise<string> {
  await using scratch = throwAwayFolder('cli');
  const ignoreFile = join(scratch.path, 'vscodeignore');
  await writeFile(ignoreFile, await allowList(ownTarget()));
  const listed = await listFiles({ cwd: repositoryRoot, ignoreFile });
  const files = listed
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !editorsOwn.test(path));
  const folder = join(scratch.path, 'package');
  for (const path of files) {
    const place = join(folder, path.replace(/^node_modules\//, 'dist/node_modules/'));
    await mkdir(dirname(place), { recursive: true });
    await cp(join(repositoryRoot, path), place);
  }
  const notices = noticesText(await shippedPackages(repositoryRoot, files));
  await writeFile(join(folder, 'dist/THIRD-PARTY-NOTICES.txt'), notices);
  await writeFile(join(folder, 'package.json'), JSON.stringify(cliManifest(), null, 2));
  await mustRun('npm', ['pack', folder, '--pack-destination', scratch.path, '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await mkdir(resultsFolder, { recursive: true });
  await rm(cliPackagePath, { force: true });
  await cp(join(scratch.path, `ask-workspace-${manifest.version}.tgz`), cliPackagePath);
  return cliPackagePath;
}

function cliManifest(): object {
  const { name, version, license, bin } = manifest;
  const { os, cpu } = platformOf(ownTarget());
  return {
    name,
    version,
    description: texts.description,
    license,
    type: 'module',
    bin,
    files: ['dist', 'media'],
    engines: { node: '>=22.16' },
    os: [os],
    cpu: [cpu],
  };
}
