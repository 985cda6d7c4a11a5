import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vsixPath } from '../../packaging/packVsix.ts';
import { ownTarget } from '../../packaging/targets.ts';
import { checkVsix } from '../support/vsixChecks.ts';
import { installedExtensions } from './editorWindow.ts';

const run = promisify(execFile);
const target = ownTarget();
const isAppleSilicon = process.platform === 'darwin' && process.arch === 'arm64';
const gpu = isAppleSilicon ? '"metal"' : 'false';

/**
 * Loads every native package from its installed place, uses it briefly and prints where it was
 * found.
 */
const useNativePackages = `
import { createRequire } from 'node:module';
// node-llama-cpp forks a test of its binary, which is not to evaluate this again.
process.execArgv.length = 0;
const require = createRequire(import.meta.url);
const { HierarchicalNSW } = require('hnswlib-node');
const index = new HierarchicalNSW('cosine', 2);
index.initIndex(2);
index.addPoint([1, 0], 7);
if (index.searchKnn([1, 0.1], 1).neighbors[0] !== 7) throw new Error('hnswlib does not find');
const { Tensor, InferenceSession } = require('onnxruntime-node');
if (new Tensor('float32', [1, 2], [2]).size !== 2 || typeof InferenceSession.create !== 'function')
  throw new Error('onnxruntime does not load');
const { getLlama } = await import('node-llama-cpp');
const llama = await getLlama({ gpu: ${gpu}, build: 'never', progressLogs: false });
if (!(llama.cpuMathCores > 0)) throw new Error('llama.cpp does not answer');
await llama.dispose();
const packages = ['hnswlib-node', 'onnxruntime-node', 'node-llama-cpp'];
console.log(JSON.stringify(packages.map((name) => import.meta.resolve(name))));
`;

describe('The packed extension', () => {
  let folder: string;
  before(async () => {
    const extensions = await installedExtensions();
    const [name = ''] = (await readdir(extensions)).filter((entry) =>
      entry.startsWith('ask-workspace.'),
    );
    folder = join(extensions, name);
  });

  checkVsix(target, () => vsixPath(target));

  it('loads and uses every native package from its own folder', async () => {
    // A Node that cannot see this repository: another folder, no NODE_PATH.
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '--eval', useNativePackages],
      { cwd: folder, env: { PATH: process.env['PATH'] } },
    );
    const found = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as readonly string[];
    for (const url of found) assert.ok(url.includes(folder), url);
  });
});
