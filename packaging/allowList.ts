import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../test/support/paths.ts';
import { packagesNeededBy } from './packagesNeededBy.ts';
import { llamaPackages, platformOf } from './targets.ts';
import type { Target } from './targets.ts';

/**
 * The text of `.vscodeignore`, including the lines that depend on the platform and the lock file.
 */
export async function allowList(target: Target): Promise<string> {
  const { os, cpu } = platformOf(target);
  const llama = `node_modules/@node-llama-cpp/${llamaPackages[target]}`;
  return [
    await readFile(join(repositoryRoot, '.vscodeignore'), 'utf8'),
    `!${llama}/{package.json,LICENSE,dist/**/*.js,bins/**}`,
    `!node_modules/onnxruntime-node/bin/napi-v6/${os}/${cpu}/*`,
    ...plainFiles(await packagesNeededBy('node-llama-cpp')),
  ].join('\n');
}

/**
 * One pattern per node_modules folder: vsce parses every pattern again for each of 10,000 files.
 */
function plainFiles(folders: readonly string[]): readonly string[] {
  const byParent = Map.groupBy(folders, (folder) => folder.slice(0, folder.lastIndexOf('/') + 1));
  return [...byParent].map(([parent, children]) => {
    const names = children.map((child) => child.slice(parent.length));
    return `!${parent}+(${names.join('|')})/**/+(LICEN*|*.js|*.cjs|*.mjs|*.json)`;
  });
}
