import { stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256OfFile } from '../src/node/files/sha256OfFile.ts';
import { resultsFolder } from '../test/support/paths.ts';
import { exitOnSignals } from '../test/support/processGroup.ts';
import { packCli } from './packCli.ts';
import { buildExtension, packRelease, packVsix } from './packVsix.ts';
import type { PackedVsix } from './packVsix.ts';
import { parseTarget, targets } from './targets.ts';

/**
 * `npm run package` packs the extension for this machine, from this checkout. With `--target T`
 * (repeatable) or `--all`, it packs for those platforms, from the lock file, on Linux x64. Writes
 * into test-results, with a list of sha256 checksums.
 */

exitOnSignals();
const { values } = parseArgs({
  options: {
    target: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    cli: { type: 'boolean' },
  },
});
const wanted = values.all === true ? targets : (values.target ?? []).map(parseTarget);

const packed: PackedVsix[] = [];
if (values.cli === true) {
  await buildExtension();
  const path = await packCli();
  packed.push({ path, bytes: (await stat(path)).size });
} else if (wanted.length === 0) packed.push(await packVsix());
else {
  await buildExtension();
  for (const target of wanted) packed.push(await packRelease(target));
}

const sums: string[] = [];
for (const { path, bytes, withoutHnsw } of packed) {
  console.log(`${path}: ${(bytes / 1e6).toFixed(1)} MB`);
  if (withoutHnsw !== undefined)
    console.log(`  without the HNSW graph, so every vector is compared: ${withoutHnsw}`);
  sums.push(`${await sha256OfFile(path)}  ${basename(path)}\n`);
}
await writeFile(join(resultsFolder, 'SHA256SUMS'), sums.join(''));
