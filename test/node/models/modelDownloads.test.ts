import assert from 'node:assert/strict';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { ModelRecords } from '../../../src/node/models/modelRecords.ts';
import { RangeServer } from '../../support/servers/rangeServer.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';
import { tinyUnigram } from '../../support/models/tinyUnigram.ts';

import { ModelsFolder, onnx, sha256 } from '../../support/models/modelsFolder.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

describe('LocalModelFiles downloads', () => {
  let at: ModelsFolder;

  beforeEach(async () => {
    at = await ModelsFolder.make();
  });

  afterEach(() => at[Symbol.asyncDispose]());

  let server: RangeServer;
  let bytes: Uint8Array;

  beforeEach(async () => {
    const file = join(at.elsewhere, 'served.gguf');
    makeScriptedModel(file, 'Yes.');
    bytes = new Uint8Array(await readFile(file));
    server = await RangeServer.start(bytes);
    at.settings.models.endpoint = `${server.url}/mirror/`;
  });

  afterEach(() => server[Symbol.asyncDispose]());

  it('only the offered model, from the endpoint in the settings', async () => {
    await assert.rejects(at.models.download('chat', quiet, never), reason('download-failed'));
    assert.deepEqual(server.paths, [
      '/mirror/TheBloke/Llama-2-7B-Chat-GGUF/resolve/main/llama-2-7b-chat.Q4_K_M.gguf',
    ]);
    assert.equal(await at.models.find('chat'), null);
  });

  it('only the missing one of the two files of an embedding model', async () => {
    at.settings.index.embeddingModel = 'multilingual-e5-small';
    await writeFile(join(at.elsewhere, 'model_quantized.onnx'), onnx);
    await writeFile(join(at.elsewhere, 'tokenizer.json'), JSON.stringify(tinyUnigram));
    const { path } = await at.models.import('embedding', at.elsewhere, quiet, never);
    await rm(join(dirname(dirname(path)), 'tokenizer.json'));
    await assert.rejects(at.models.download('embedding', quiet, never), reason('download-failed'));
    assert.deepEqual(server.paths, [
      '/mirror/Xenova/multilingual-e5-small/resolve/main/tokenizer.json',
    ]);
  });

  it('any file by its address, and checks later downloads against its checksum', async () => {
    const file = await at.models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
    assert.deepEqual(
      [file.name, file.path],
      ['tiny', join(at.models.folder, 'owner/repo/tiny.gguf')],
    );
    const [kept] = await at.models.list();
    assert.deepEqual(
      [kept?.sha256, kept?.origin, kept?.inUse],
      [sha256(bytes), 'downloaded', true],
    );
    server.behaviour.content = bytes.map((byte) => byte ^ 1);
    await assert.rejects(
      at.models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf'),
      reason('checksum-mismatch'),
    );
    assert.equal(sha256(await readFile(file.path)), sha256(bytes));
  });

  for (const [what, make, words] of [
    ['a web page', () => Buffer.from('<!DOCTYPE html><title>Log in</title>'), 'web page'],
    [
      'an LFS pointer',
      () =>
        Buffer.from(
          `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize ` +
            '4081004224\n',
        ),
      'Git LFS pointer to a file of 4,081,004,224 bytes',
    ],
    ['nothing', () => Buffer.alloc(0), 'it is empty'],
    ['an error in JSON', () => Buffer.from('{"error":"Entry not found"}'), 'JSON'],
    ['a cut body', (whole: Uint8Array) => whole.subarray(0, whole.length - 200_000), 'cut short'],
    ['a cut header', (whole: Uint8Array) => whole.subarray(0, 300), 'cut short'],
  ] as const) {
    for (const lengthless of [false, true]) {
      it(`not ${what} ${lengthless ? 'without' : 'with'} a length`, async () => {
        const download = () => at.models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
        server.behaviour.content = make(bytes);
        server.behaviour.lengthless = lengthless;
        await assert.rejects(
          download(),
          (error) =>
            isFailure(error, 'download-failed') &&
            (error.message.includes(words) || assert.fail(error.message)),
        );
        assert.deepEqual(await at.models.list(), []);
        server.behaviour.content = bytes;
        await download();
        assert.equal((await at.models.list())[0]?.sha256, sha256(bytes));
      });
    }
  }

  it('the right file over a wrong one with a record', async () => {
    const path = await at.place('owner/repo/tiny.gguf', '<html>');
    const file = await stat(path);
    const state = { bytes: file.size, modifiedMs: file.mtimeMs };
    const records = new ModelRecords(join(at.path, 'records'));
    await records.write(path, state, {
      sha256: sha256(Buffer.from('<html>')),
      origin: 'downloaded',
    });
    await at.models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
    assert.equal((await at.models.list())[0]?.sha256, sha256(bytes));
  });

  it('a different file once the recorded one was deleted by hand', async () => {
    const { path } = await at.models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
    await rm(path);
    makeScriptedModel(join(at.elsewhere, 'other.gguf'), 'No.');
    server.behaviour.content = await readFile(join(at.elsewhere, 'other.gguf'));
    await at.models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
    assert.equal((await at.models.list())[0]?.sha256, sha256(server.behaviour.content));
  });

  it('nothing from an endpoint that is not an address', async () => {
    for (const endpoint of ['', 'huggingface.co', 'file:///etc', 'javascript:1']) {
      at.settings.models.endpoint = endpoint;
      await assert.rejects(
        at.models.download('chat', quiet, never),
        reason('invalid-setting'),
        endpoint,
      );
    }
  });
});

function reason(expected: FailureReason): (error: unknown) => boolean {
  return (error) => isFailure(error, expected) || assert.fail(String(error));
}
