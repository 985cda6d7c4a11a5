import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { repositoryRoot } from '../test/support/paths.ts';

const lockFile = v.object({
  packages: v.record(
    v.string(),
    v.object({ dependencies: v.optional(v.record(v.string(), v.string()), {}) }),
  ),
});
type LockedPackages = v.InferOutput<typeof lockFile>['packages'];

/**
 * The packages that `name` needs at run time according to the lock file: its dependencies and
 * theirs, without `name` itself and without optional ones.
 * @returns folders relative to the repository, with forward slashes, sorted.
 */
export async function packagesNeededBy(name: string): Promise<readonly string[]> {
  const { packages } = v.parse(
    lockFile,
    JSON.parse(await readFile(join(repositoryRoot, 'package-lock.json'), 'utf8')),
  );
  const start = `node_modules/${name}`;
  const seen = new Set([start]);
  for (const folder of seen) {
    for (const dependency of Object.keys(packages[folder]?.dependencies ?? {}))
      seen.add(locate(packages, folder, dependency));
  }
  seen.delete(start);
  return [...seen].sort();
}

/** Node's own rule: the nearest node_modules folder on the way up. */
function locate(packages: LockedPackages, from: string, name: string): string {
  for (
    let parent = from;
    ;
    parent = parent.slice(0, Math.max(0, parent.lastIndexOf('/node_modules/')))
  ) {
    const folder = parent === '' ? `node_modules/${name}` : `${parent}/node_modules/${name}`;
    if (folder in packages) return folder;
    if (parent === '') throw new Error(`the lock file has no ${name} for ${from}`);
  }
}
