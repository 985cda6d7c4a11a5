import assert from 'node:assert/strict';
import { mkdir, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { inEnglish, wording } from '../../../src/core/texts/wording.ts';
import { realModel } from '../../support/models/realModels.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';

import { ModelsFolder, onnx, onnxPath } from '../../support/models/modelsFolder.ts';

describe('LocalModelFiles finds', () => {
  let at: ModelsFolder;

  beforeEach(async () => {
    at = await ModelsFolder.make();
  });

  afterEach(() => at[Symbol.asyncDispose]());

  it('no models in an empty or missing folder', async () => {
    assert.equal(await at.models.find('chat'), null);
    at.settings.models.folder = join(at.path, 'missing');
    assert.equal(await at.models.find('embedding'), null);
    assert.equal(await at.models.find('chat'), null);
  });

  it('the embedding model where the library stores it', async () => {
    const path = await at.place(onnxPath, onnx);
    assert.deepEqual(await at.models.find('embedding'), {
      kind: 'embedding',
      name: 'all-MiniLM-L6-v2',
      path,
      bytes: onnx.length,
    });
  });

  it('only the embedding model that the setting names', async () => {
    await at.place(onnxPath, onnx);
    at.settings.index.embeddingModel = 'all-minilm-l6-v2-fp32';
    assert.equal(await at.models.find('embedding'), null);
    assert.deepEqual(
      [at.models.offer('embedding').name, at.models.offer('embedding').bytes],
      ['all-MiniLM-L6-v2 fp32', 90_387_606],
    );
    const path = await at.place('Xenova/all-MiniLM-L6-v2/onnx/model.onnx', onnx);
    assert.equal((await at.models.find('embedding'))?.path, path);
    assert.deepEqual(
      Object.fromEntries((await at.models.list()).map(({ name, inUse }) => [name, inUse])),
      { 'all-MiniLM-L6-v2': false, 'all-MiniLM-L6-v2 fp32': true },
    );
  });

  it('the largest chat model that can answer, even in another program’s folder', async () => {
    await mkdir(join(at.models.folder, 'owner/repository'), { recursive: true });
    makeScriptedModel(join(at.models.folder, 'small.gguf'), 'Yes.');
    makeScriptedModel(join(at.models.folder, 'owner/repository/Large.gguf'), 'Yes.', {
      feedForward: 512,
    });
    makeScriptedModel(join(at.models.folder, 'short-context.gguf'), 'Yes.', {
      feedForward: 1024,
      contextLength: 512,
    });
    makeScriptedModel(join(at.models.folder, 'no-template.gguf'), 'Yes.', {
      feedForward: 1024,
      chatTemplate: '',
    });
    await at.place('broken.gguf', new Uint8Array(10_000_000));
    assert.equal(await at.found(), 'owner/repository/Large.gguf');
    assert.equal((await at.models.find('chat'))?.name, 'Large');
  });

  it('the file that the setting names before any other', async () => {
    makeScriptedModel(join(at.models.folder, 'large.gguf'), 'Yes.', { feedForward: 512 });
    at.settings.chatModel.path = join(at.elsewhere, 'mine.gguf');
    makeScriptedModel(at.settings.chatModel.path, 'Yes.');
    assert.equal((await at.models.find('chat'))?.path, at.settings.chatModel.path);
  });

  it('no other file if the one in the setting is missing or broken', async () => {
    makeScriptedModel(join(at.models.folder, 'large.gguf'), 'Yes.');
    at.settings.chatModel.path = join(at.elsewhere, 'mine.gguf');
    await assert.rejects(
      at.models.find('chat'),
      (error) =>
        isFailure(error, 'model-missing') && error.message.includes('askWorkspace.chatModel.path'),
    );
    await writeFile(at.settings.chatModel.path, 'not a model');
    await assert.rejects(at.models.find('chat'), reason('model-corrupt'));
  });

  it('a model whose file was replaced', async () => {
    makeScriptedModel(join(at.models.folder, 'a.gguf'), 'Yes.');
    assert.equal(await at.found(), 'a.gguf');
    await truncate(join(at.models.folder, 'a.gguf'), 100);
    assert.equal(await at.found(), undefined);
  });

  it('a model in a Hugging Face cache only once, and one in a linked folder', async () => {
    const cache = join(at.models.folder, 'hub/models--owner--repository');
    await mkdir(join(cache, 'blobs'), { recursive: true });
    makeScriptedModel(join(cache, 'blobs/0a1b2c'), 'Yes.', { feedForward: 512 });
    for (const revision of ['r1', 'r2']) {
      await mkdir(join(cache, 'snapshots', revision), { recursive: true });
      await symlink('../../blobs/0a1b2c', join(cache, 'snapshots', revision, 'model.gguf'));
    }
    makeScriptedModel(join(at.elsewhere, 'linked.gguf'), 'Yes.');
    await symlink(at.elsewhere, join(at.models.folder, 'link'));
    await symlink(at.models.folder, join(at.elsewhere, 'circle'));
    assert.equal(await at.found(), 'hub/models--owner--repository/snapshots/r1/model.gguf');
    assert.deepEqual(
      (await at.models.list()).map(({ name, problem }) => [name, problem]),
      [
        ['model', null],
        ['linked', null],
      ],
    );
  });

  it('a split model by its first part, or says which part is missing', async () => {
    makeScriptedModel(join(at.models.folder, 'split'), 'Yes.', { inParts: true });
    assert.equal(await at.found(), 'split-00001-of-00002.gguf');
    const [whole] = await at.models.list();
    const second = join(at.models.folder, 'split-00002-of-00002.gguf');
    const first = join(at.models.folder, 'split-00001-of-00002.gguf');
    assert.equal(whole?.bytes, (await stat(first)).size + (await stat(second)).size);
    await rename(second, join(at.elsewhere, 'second'));
    assert.equal(await at.found(), undefined);
    assert.match(
      String(await at.problem()),
      /^part 2 of 2 is missing: split-00002-of-00002\.gguf$/,
    );
    await rename(join(at.elsewhere, 'second'), second);
    assert.equal(await at.found(), 'split-00001-of-00002.gguf');
    await rm(first);
    assert.match(
      String(await at.problem()),
      /^it is part 2 of 2; use the first, split-00001-of-00002\.gguf$/,
    );
  });

  for (const [what, words, make] of [
    ['an empty file', /^it is empty$/, () => ''],
    ['a web page', /^it is a web page$/, () => '\n<!doctype html><p>Not found'],
    [
      'an LFS pointer',
      /^it is a Git LFS pointer to a file of 12 bytes/,
      () => 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n',
    ],
    ['text', /^it is text$/, () => 'model'],
    [
      'a big-endian file',
      /^it is a big-endian file/,
      () => Buffer.concat([Buffer.from('GGUF\0\0\0\x03'), Buffer.alloc(40)]),
    ],
    ['a reserved file', /^it begins with zeros/, () => Buffer.alloc(1000)],
  ] as const) {
    it(`${what}, and says what it is instead of a model`, async () => {
      await at.place('model.gguf', make());
      assert.match(String(await at.problem()), words);
      assert.equal(await at.found(), undefined);
    });
  }

  for (const [what, words, moreMetadata] of [
    ['an embedding model', /^it is an embedding model/, { 'llama.pooling_type': { u32: 1 } }],
    ['a projector', /image part/, { 'general.type': { text: 'mmproj' } }],
    [
      'a LoRA adapter',
      /^it is an adapter \(LoRA\)/,
      { 'general.type': { text: 'adapter' }, 'adapter.type': { text: 'lora' } },
    ],
  ] as const) {
    it(`${what}, and says that it is not a chat model`, async () => {
      makeScriptedModel(join(at.models.folder, 'model.gguf'), 'Yes.', { moreMetadata });
      assert.match(String(await at.problem()), words);
      assert.equal(await at.found(), undefined);
    });
  }

  it('truncated files, dead links and damaged embedding at.models, with reasons', async () => {
    makeScriptedModel(join(at.models.folder, 'model.gguf'), 'Yes.');
    await truncate(join(at.models.folder, 'model.gguf'), 100_000);
    assert.match(String(await at.problem()), /^it is cut short: its weights take \d+ bytes/);
    await rm(join(at.models.folder, 'model.gguf'));
    await symlink('/nowhere/blob', join(at.models.folder, 'model.gguf'));
    assert.match(String(await at.problem()), /^it is a link to \/nowhere\/blob/);
    await rm(join(at.models.folder, 'model.gguf'));
    await at.place(onnxPath, '<html>');
    assert.equal(await at.problem(), 'it is a web page');
  });

  it('that the model in the setting is missing, and names the setting', async () => {
    at.settings.chatModel.path = join(at.elsewhere, 'mine.gguf');
    const [gone] = await at.models.list();
    assert.equal(gone?.path, at.settings.chatModel.path);
    assert.match(inEnglish(gone.problem ?? wording('none')), /askWorkspace\.chatModel\.path/);
  });

  it('the real test model, with the details from its header', async function () {
    at.settings.models.folder = dirname(realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf'));
    assert.equal((await at.models.find('chat'))?.name, 'SmolLM2-135M-Instruct.Q4_1');
    const other = (await at.models.list()).find(({ name }) => name === 'llama-2-vocab');
    assert.deepEqual(other?.problem, wording('it has a vocabulary but no weights'));
  });
});

function reason(expected: FailureReason): (error: unknown) => boolean {
  return (error) => isFailure(error, expected) || assert.fail(String(error));
}
