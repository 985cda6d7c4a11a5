import { listFiles } from '@vscode/vsce';
import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allowList } from '../../../packaging/allowList.ts';
import { buildExtension } from '../../../packaging/packVsix.ts';
import { ownTarget } from '../../../packaging/targets.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { repositoryRoot } from '../../support/paths.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

/** Values of the manifest that name files of the extension, at any depth. */
function namedFiles(value: unknown): string[] {
  if (typeof value === 'string')
    return /^(\.\/)?(dist|media)\/[^*]*\.\w+$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(namedFiles);
}

describe('the files that vsce packs for this machine', function () {
  this.timeout(300_000);
  let files: readonly string[];
  before(async () => {
    await buildExtension();
    await using scratch = throwAwayFolder('list');
    const ignoreFile = join(scratch.path, 'vscodeignore');
    await writeFile(ignoreFile, await allowList(ownTarget()));
    const listed = await listFiles({ cwd: repositoryRoot, ignoreFile });
    files = listed.map((path) => path.replaceAll('\\', '/'));
  });

  it('are in few places only', () => {
    const places = new Set(files.map((path) => (path.includes('/') ? path.split('/')[0] : path)));
    assert.deepEqual([...places].sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'l10n',
      'media',
      'node_modules',
      'package.json',
      'package.nls.json',
      'package.nls.ko.json',
    ]);
  });

  it('include every file that the manifest names', () => {
    const named = namedFiles(manifest).map((path) => path.replace(/^\.\//, ''));
    assert.ok(named.includes('dist/extension.js'));
    assert.deepEqual(
      named.filter((path) => !files.includes(path)),
      [],
    );
  });

  it('include every part of a bundle that is loaded when it is needed', async () => {
    for (const folder of ['dist/extension', 'dist/indexProcess', 'dist/prepareWorker']) {
      const built = await readdir(join(repositoryRoot, folder));
      const parts = built.filter((name) => name.endsWith('.js'));
      assert.ok(parts.length > 0);
      assert.deepEqual(
        parts.filter((name) => !files.includes(`${folder}/${name}`)),
        [],
      );
    }
  });

  it('have no source, source map, test, model or container part among them', () => {
    const own = files.filter((path) => !path.startsWith('node_modules/'));
    assert.deepEqual(
      own.filter((path) => /\.(ts|map|gguf|onnx|sh)$|^media\/container\//.test(path)),
      [],
    );
  });

  it('have native packages that are not bundled, and no others, in node_modules', () => {
    const packages = files.flatMap(
      (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
    );
    const native = new Set(packages);
    for (const name of ['hnswlib-node', 'onnxruntime-node', 'node-llama-cpp'])
      assert.ok(native.has(name), name);
    for (const name of ['vscode-jsonrpc', 'valibot', 'lit-html', 'typescript', 'mocha', 'sharp'])
      assert.ok(!native.has(name), name);
  });
});
