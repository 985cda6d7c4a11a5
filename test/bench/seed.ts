import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import * as v from 'valibot';
import { TestIndex, testIndexSettings } from '../support/indexes/indexProcess.ts';
import { repositoryRoot, testModelsFolder } from '../support/paths.ts';
import { mustRun } from '../support/runProgram.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { markLine } from './marks.ts';
import { processUsage } from './processUsage.ts';

/**
 * `npm run bench:seed [-- --folder FOLDER]`: indexing a git repository (default: this one) with the
 * index process as it ships, then with the stack of this product's seed (`seed/seedStack.py`), each
 * from its start to its end. On a busy machine, look at the processor seconds. Needs Linux and
 * Python 3; what the seed needs is installed from PyPI on first use (6 GB, most of it PyTorch's).
 */
const report = v.object({ processorSeconds: v.number() });

interface Cost {
  readonly seconds: number;
  readonly processorSeconds: number;
}

const { values } = parseArgs({
  options: { folder: { type: 'string', default: repositoryRoot } },
});
const models = testModelsFolder();
if (models === undefined) throw new Error('There is no folder with test models.');
const python = join(repositoryRoot, 'node_modules/.cache/seed-pytorch');
if (!existsSync(python)) {
  const list = join(import.meta.dirname, 'seed/requirements.txt');
  const install = ['-m', 'pip', 'install', '--quiet', '--only-binary=:all:'];
  await mustRun('python3', [...install, '--target', python, '--requirement', list]);
}
await mustRun(process.execPath, ['esbuild.mjs'], { cwd: repositoryRoot });

const ours = await indexByUs(models);
const seed = await indexBySeed();
for (const [what, measured] of [
  ['seconds', 'seconds'],
  ['processor seconds', 'processorSeconds'],
] as const)
  console.log(
    markLine({
      what: `indexing, words and meaning, against the seed's stack, ${what}`,
      value:
        `${ours[measured].toFixed(1)} and ${seed[measured].toFixed(1)}: ` +
        `${(seed[measured] / ours[measured]).toFixed(1)} times ours`,
      goal: '4 times ours',
    }),
  );

async function indexByUs(modelsFolder: string): Promise<Cost> {
  const startMs = performance.now();
  await using folder = throwAwayFolder('bench');
  await using index = new TestIndex(folder.path, {
    modelsFolder,
    settings: { ...testIndexSettings, threads: 0 },
    entry: join(repositoryRoot, 'dist/indexProcess.js'),
  });
  const root = values.folder;
  await index.open(root);
  const { chunks } = await index.client.update({ root, paths: [] });
  const { embeddedChunks } = index.states.at(-1) ?? { embeddedChunks: 0 };
  console.log(`ours: ${chunks} chunks, ${embeddedChunks} of them embedded`);
  return {
    seconds: (performance.now() - startMs) / 1000,
    processorSeconds: processUsage(index.pid ?? 0).seconds,
  };
}

async function indexBySeed(): Promise<Cost> {
  const startMs = performance.now();
  const script = join(import.meta.dirname, 'seed/seedStack.py');
  const { stdout } = await promisify(execFile)('python3', [script, values.folder], {
    env: { ...process.env, PYTHONPATH: python },
  });
  console.log(`the seed's: ${stdout.trim()}`);
  const { processorSeconds } = v.parse(report, JSON.parse(stdout));
  return { seconds: (performance.now() - startMs) / 1000, processorSeconds };
}
