import { copyFile, mkdir, mkdtemp, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { create } from 'tar';
import { terminalFailure } from '../terminalFailure.ts';
import { sha256OfFile } from '../../node/files/sha256OfFile.ts';
import { installPage } from './installPage.ts';
import { kitModel } from './kitModel.ts';

/** The list of checksums in a kit, in the form that `sha256sum -c` reads. */
export const sumsFile = 'SHA256SUMS';

export interface KitParts {
  /** Absolute path of the archive to write. */
  readonly archive: string;
  readonly vsix: string;
  readonly models: readonly string[];
  /** Absolute path of the folder that the models are in. */
  readonly modelsFolder: string;
}

/**
 * Writes one archive with the extension's package, models, an install page and checksums.
 * @returns the paths inside it.
 * @throws Failure `model-missing`, `checksum-mismatch`, or `folder-read-only` where the package is
 * not there.
 */
export async function makeKit(parts: KitParts): Promise<readonly string[]> {
  const { archive, vsix, modelsFolder } = parts;
  if ((await stat(vsix).catch(() => null))?.isFile() !== true)
    throw terminalFailure(
      'folder-read-only',
      `${vsix} does not exist. Build it with npm run package.`,
    );
  const found = await Promise.all(parts.models.map((name) => kitModel(modelsFolder, name)));
  const models = found.flat();
  const staging = await mkdtemp(join(tmpdir(), 'ask-workspace-kit-'));
  const unfinished = `${archive}.part`;
  try {
    const files = new Map([[basename(vsix), vsix]]);
    for (const { path, place } of models) files.set(`models/${place}`, path);
    await writeFile(join(staging, 'INSTALL.md'), installPage(basename(vsix), models.length > 0));
    for (const [name, path] of files) await place(path, join(staging, name));
    const names = ['INSTALL.md', ...files.keys()];
    const sums = [];
    for (const name of names) sums.push(`${await sha256OfFile(join(staging, name))}  ${name}\n`);
    await writeFile(join(staging, sumsFile), sums.join(''));
    const all = [sumsFile, ...names];
    await create({ cwd: staging, file: unfinished, follow: true, portable: true }, all);
    await rename(unfinished, archive);
    return all;
  } finally {
    await rm(unfinished, { force: true });
    await rm(staging, { recursive: true });
  }
}

/** A link where the system lets us make one: models are gigabytes. */
async function place(path: string, link: string): Promise<void> {
  await mkdir(dirname(link), { recursive: true });
  await symlink(path, link).catch(() => copyFile(path, link));
}
