import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { LocalModelFiles } from '../../../src/node/models/modelFiles.ts';
import { ModelRecords } from '../../../src/node/models/modelRecords.ts';
import type { DownloadProgress } from '../../../src/core/models.ts';
import { realModel } from '../../support/models/realModels.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';
import { tinyUnigram } from '../../support/models/tinyUnigram.ts';

import { ModelsFolder, onnx, onnxPath, sha256 } from '../../support/models/modelsFolder.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

describe('LocalModelFiles imports', () => {
  let at: ModelsFolder;

  beforeEach(async () => {
    at = await ModelsFolder.make();
  });

  afterEach(() => at[Symbol.asyncDispose]());

  it('a chat model: copies it, records its checksum, finds it from then on', async () => {
    const source = join(at.elsewhere, 'mine.gguf');
    makeScriptedModel(source, 'Yes.');
    const told: DownloadProgress[] = [];
    const file = await at.models.import('chat', source, (progress) => told.push(progress), never);
    assert.equal(file.path, join(at.models.folder, 'mine.gguf'));
    assert.equal((await at.models.find('chat'))?.path, file.path);
    assert.equal((await at.models.list())[0]?.sha256, sha256(await readFile(source)));
    assert.equal(told.at(-1)?.receivedBytes, file.bytes);
  });

  it('a second file of the same name beside the first, but the same file only once', async () => {
    for (const [name, words] of [
      ['a', 'Yes.'],
      ['b', 'No, not at all.'],
    ] as const) {
      await mkdir(join(at.elsewhere, name));
      makeScriptedModel(join(at.elsewhere, name, 'mine.gguf'), words);
    }
    const take = async (name: string): Promise<string> =>
      (await at.models.import('chat', join(at.elsewhere, name, 'mine.gguf'), quiet, never)).path;
    assert.equal(await take('a'), join(at.models.folder, 'mine.gguf'));
    assert.equal(await take('b'), join(at.models.folder, 'mine-2.gguf'));
    assert.equal(await take('a'), join(at.models.folder, 'mine.gguf'));
    assert.deepEqual(
      await readFile(join(at.models.folder, 'mine.gguf')),
      await readFile(join(at.elsewhere, 'a/mine.gguf')),
    );
    assert.equal((await at.models.list()).length, 2);
  });

  it('all parts of a model', async () => {
    makeScriptedModel(join(at.elsewhere, 'split'), 'Yes.', { inParts: true });
    const { path } = await at.models.import(
      'chat',
      join(at.elsewhere, 'split-00001-of-00002.gguf'),
      quiet,
      never,
    );
    assert.equal((await at.models.find('chat'))?.path, path);
  });

  it('an Ollama model by manifest or blob, and refuses a damaged one', async () => {
    const whole = join(at.elsewhere, 'whole.gguf');
    makeScriptedModel(whole, 'Yes.');
    const digest = sha256(await readFile(whole));
    const ollama = join(at.elsewhere, 'ollama/models');
    const manifest = join(ollama, 'manifests/registry.ollama.ai/library/llama3.2/latest');
    await mkdir(dirname(manifest), { recursive: true });
    await mkdir(join(ollama, 'blobs'));
    const blob = join(ollama, `blobs/sha256-${digest}`);
    const layers = [
      { mediaType: 'application/vnd.ollama.image.license', digest: `sha256:${'0'.repeat(64)}` },
      { mediaType: 'application/vnd.ollama.image.model', digest: `sha256:${digest}` },
    ];
    await writeFile(manifest, JSON.stringify({ schemaVersion: 2, layers }));
    await assert.rejects(
      at.models.import('chat', manifest, quiet, never),
      (error) => isFailure(error, 'model-missing') && error.message.includes(digest),
    );
    await copyFile(whole, blob);
    const { name, path } = await at.models.import('chat', manifest, quiet, never);
    assert.deepEqual([name, sha256(await readFile(path))], ['llama3.2-latest', digest]);
    await rm(path);
    assert.equal(
      (await at.models.import('chat', blob, quiet, never)).name,
      `ollama-${digest.slice(0, 12)}`,
    );
    const bytes = await readFile(blob);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(blob, bytes);
    await assert.rejects(
      at.models.import('chat', manifest, quiet, never),
      reason('checksum-mismatch'),
    );
  });

  it('a file that is already in the folder, without copying it', async () => {
    const path = join(at.models.folder, 'mine.gguf');
    makeScriptedModel(path, 'Yes.');
    const { ino } = await stat(path);
    await at.models.import('chat', path, quiet, never);
    assert.equal((await stat(path)).ino, ino);
    assert.equal((await at.models.list())[0]?.origin, 'imported');
  });

  for (const [what, make, expected] of [
    ['text', (path: string) => writeFile(path, 'hello'), 'model-corrupt'],
    ['an empty file', (path: string) => writeFile(path, ''), 'model-corrupt'],
    [
      'a truncated model',
      async (path: string) => {
        makeScriptedModel(path, 'Yes.');
        await truncate(path, 100_000);
      },
      'model-corrupt',
    ],
    [
      'a model with a tiny context',
      (path: string) => {
        makeScriptedModel(path, 'Yes.', { contextLength: 256 });
        return Promise.resolve();
      },
      'model-unsupported',
    ],
    ['nothing', () => Promise.resolve(), 'model-missing'],
  ] as const) {
    it(`neither part of ${what}, and names the file`, async () => {
      const path = join(at.elsewhere, 'bad.gguf');
      await make(path);
      await assert.rejects(
        at.models.import('chat', path, quiet, never),
        (error) => isFailure(error, expected) && error.message.includes(path),
      );
      assert.equal(await at.models.find('chat'), null);
    });
  }

  it('nothing if it is cancelled, and leaves nothing behind', async () => {
    const source = join(at.elsewhere, 'mine.gguf');
    makeScriptedModel(source, 'Yes.', { layers: 8, feedForward: 2048 });
    const controller = new AbortController();
    await assert.rejects(
      at.models.import(
        'chat',
        source,
        () => {
          controller.abort();
        },
        controller.signal,
      ),
      reason('cancelled'),
    );
    assert.equal(await at.models.find('chat'), null);
  });

  it('nothing if the disk has no room', async () => {
    const full = new LocalModelFiles({
      settings: () => at.settings,
      usualFolder: at.models.folder,
      records: new ModelRecords(join(at.path, 'records')),
      freeBytes: () => Promise.resolve(1000),
    });
    const source = join(at.elsewhere, 'mine.gguf');
    makeScriptedModel(source, 'Yes.');
    await assert.rejects(full.import('chat', source, quiet, never), reason('disk-full'));
    assert.equal(await at.models.find('chat'), null);
  });

  for (const [what, path] of [
    ['a folder laid out like the repository', 'onnx/model_quantized.onnx'],
    ['a folder with the file', 'model_quantized.onnx'],
    ['a models folder', onnxPath],
  ] as const) {
    it(`the embedding model from ${what}`, async () => {
      await mkdir(dirname(join(at.elsewhere, path)), { recursive: true });
      await writeFile(join(at.elsewhere, path), onnx);
      await at.models.import('embedding', at.elsewhere, quiet, never);
      assert.equal((await at.models.find('embedding'))?.bytes, onnx.length);
    });
  }

  it('the embedding model from its file', async () => {
    await writeFile(join(at.elsewhere, 'x.onnx'), onnx);
    await at.models.import('embedding', join(at.elsewhere, 'x.onnx'), quiet, never);
    assert.equal((await at.models.find('embedding'))?.path, join(at.models.folder, onnxPath));
  });

  it('the embedding model in the setting from a folder with several', async () => {
    await writeFile(join(at.elsewhere, 'model_quantized.onnx'), onnx);
    await writeFile(join(at.elsewhere, 'model.onnx'), Uint8Array.of(...onnx, 0));
    at.settings.index.embeddingModel = 'all-minilm-l6-v2-fp32';
    const { path, bytes } = await at.models.import('embedding', at.elsewhere, quiet, never);
    assert.deepEqual(
      [path, bytes],
      [join(at.models.folder, 'Xenova/all-MiniLM-L6-v2/onnx/model.onnx'), onnx.length + 1],
    );
  });

  it('an embedding model with a tokenizer only if both files are there', async () => {
    at.settings.index.embeddingModel = 'multilingual-e5-small';
    await writeFile(join(at.elsewhere, 'model_quantized.onnx'), onnx);
    const take = () => at.models.import('embedding', at.elsewhere, quiet, never);
    await assert.rejects(take(), reason('model-missing'));
    await writeFile(join(at.elsewhere, 'tokenizer.json'), '{"model":{"type":"WordPiece"}}');
    await assert.rejects(take(), reason('model-corrupt'));
    assert.equal(await at.models.find('embedding'), null);
    const tokenizer = JSON.stringify(tinyUnigram);
    await writeFile(join(at.elsewhere, 'tokenizer.json'), tokenizer);
    const { path, bytes } = await take();
    const whole = onnx.length + Buffer.byteLength(tokenizer);
    assert.equal(bytes, whole);
    assert.deepEqual(await at.models.find('embedding'), {
      kind: 'embedding',
      name: 'multilingual-e5-small',
      path,
      bytes: whole,
    });
    await at.models.delete(path);
    await assert.rejects(stat(join(dirname(dirname(path)), 'tokenizer.json')));
  });

  it('no truncated embedding model', async function () {
    const whole = await readFile(realModel(this, onnxPath));
    await writeFile(join(at.elsewhere, 'x.onnx'), whole.subarray(0, whole.length - 100_000));
    await assert.rejects(
      at.models.import('embedding', join(at.elsewhere, 'x.onnx'), quiet, never),
      (error) => isFailure(error, 'model-corrupt') && error.message.includes('cut short'),
    );
  });

  it('no embedding model of another kind, and nothing that is not one', async () => {
    await assert.rejects(
      at.models.import('embedding', at.elsewhere, quiet, never),
      reason('model-missing'),
    );
    await writeFile(join(at.elsewhere, 'model_quantized.onnx'), 'no protobuf');
    await assert.rejects(
      at.models.import('embedding', at.elsewhere, quiet, never),
      reason('model-corrupt'),
    );
    await writeFile(join(at.elsewhere, 'model_quantized.onnx'), onnx);
    await writeFile(
      join(at.elsewhere, 'config.json'),
      '{"model_type":"bert","hidden_size":768,"num_hidden_layers":12,"vocab_size":30522}',
    );
    await assert.rejects(
      at.models.import('embedding', at.elsewhere, quiet, never),
      reason('model-unsupported'),
    );
  });

  it('the real embedding model with its config.json', async function () {
    const path = realModel(this, onnxPath);
    await at.models.import('embedding', dirname(dirname(path)), quiet, never);
    assert.equal((await at.models.find('embedding'))?.bytes, (await stat(path)).size);
  });
});

function reason(expected: FailureReason): (error: unknown) => boolean {
  return (error) => isFailure(error, expected) || assert.fail(String(error));
}
