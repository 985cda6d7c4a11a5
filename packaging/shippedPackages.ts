import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { repositoryRoot } from '../test/support/paths.ts';

/** An npm package whose code ships. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier or expression as stated by its authors; empty if they state none. */
  readonly licence: string;
  /** The texts of its licence and notice files. */
  readonly texts: readonly string[];
}

const manifest = v.object({
  name: v.string(),
  version: v.string(),
  license: v.optional(v.string(), ''),
});

const licenceFile = /^(licen[cs]e|copying|notice|third-?party-?notices)([-.].*)?$/i;

/**
 * The packages in the bundles, as listed by `esbuild.mjs`, and those that ship unbundled.
 * @param folder that the package is made from.
 * @param files paths of what ships, relative to it, with forward slashes.
 * @returns each name and version once, sorted by name.
 */
export async function shippedPackages(
  folder: string,
  files: readonly string[],
): Promise<readonly ShippedPackage[]> {
  const list = await readFile(join(repositoryRoot, 'dist/packages.json'), 'utf8');
  const bundled = v.parse(v.array(v.string()), JSON.parse(list));
  const asTheyAre = files.flatMap(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? [],
  );
  const found = new Map<string, ShippedPackage>();
  const folders = [
    ...bundled.map((path) => join(repositoryRoot, path)),
    ...new Set(asTheyAre.map((path) => join(folder, path))),
  ];
  for (const shipped of await Promise.all(folders.map(readPackage)))
    found.set(`${shipped.name}@${shipped.version}`, shipped);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readPackage(folder: string): Promise<ShippedPackage> {
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  const { name, version, license } = v.parse(manifest, JSON.parse(text));
  const names = (await readdir(folder)).filter((file) => licenceFile.test(file)).sort();
  const texts = await Promise.all(names.map((file) => readFile(join(folder, file), 'utf8')));
  return { name, version, licence: license, texts: texts.map((one) => one.trim()) };
}
