import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import type { Target } from '../../packaging/targets.ts';
import { binaryFormat } from './models/binaryFormat.ts';
import { openVsix } from './openVsix.ts';
import type { OpenedVsix } from './openVsix.ts';

const maxBytes = 120e6;

/** Declares the tests that apply to every platform's package. */
export function checkVsix(target: Target, path: () => string): void {
  let vsix: OpenedVsix;
  before(async () => {
    vsix = await openVsix(path());
  });

  it('is at most 120 MB', async () => {
    const { size } = await stat(path());
    assert.ok(size <= maxBytes, `${(size / 1e6).toFixed(1)} MB`);
  });

  it('has binaries of its platform alone, and all three', () => {
    const binaries = vsix.files.filter((file) => /\.(node|so(\.\d+)*|dll|dylib)$/.test(file));
    assert.deepEqual(
      binaries.filter((file) => binaryFormat(vsix.read(file)) !== target),
      [],
    );
    for (const part of ['hnswlib-node/build/', 'onnxruntime-node/bin/', '@node-llama-cpp/'])
      assert.ok(
        binaries.some((file) => file.includes(part)),
        `none in ${part}`,
      );
  });

  it('has an addon for HNSW that Node finds its way into', () => {
    const addon = vsix.read('node_modules/hnswlib-node/build/Release/addon.node');
    assert.ok(addon.includes('napi_register_module_v1'));
  });

  it('holds nothing but what runs', () => {
    const unwanted = /\.(ts|map|gguf|onnx)$|(^|\/)(test|packaging|container|\.ci|\.git)(\/|$)/;
    assert.deepEqual(
      vsix.files.filter((file) => unwanted.test(file) && !file.includes('node_modules')),
      [],
    );
  });

  it('lists every file with its sha256', () => {
    const listed = vsix.components.filter(({ type }) => type === 'file');
    assert.deepEqual(
      listed.filter(({ name, hashes }) => hashes[0]?.content !== vsix.sha256(name)),
      [],
    );
    // The list is the one file that it does not list.
    assert.equal(listed.length, vsix.files.length - 1);
  });

  it('names every package that ships, each with a licence and in the notices', () => {
    const packages = vsix.components.filter(({ type }) => type === 'library');
    const notices = vsix.read('dist/THIRD-PARTY-NOTICES.txt').toString();
    for (const { name, version, licenses } of packages) {
      assert.ok(licenses.length > 0, `${name} has no licence`);
      assert.ok(notices.includes(`\n${name} ${version ?? ''}\n`), `${name} is not in the notices`);
    }
    const names = packages.map(({ name }) => name);
    for (const name of ['lit-html', 'node-llama-cpp', 'hnswlib-node', 'onnxruntime-node'])
      assert.ok(names.includes(name), name);
  });
}
