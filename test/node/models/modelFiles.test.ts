import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  copyFile,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { parseSettings } from '../../../src/core/settings/parseSettings.ts';
import { settingsSchema } from '../../../src/core/settings/settingsSchema.ts';
import { LocalModelFiles } from '../../../src/node/models/modelFiles.ts';
import { findCatalogModel, modelCatalog } from '../../../src/node/models/modelCatalog.ts';
import { ModelRecords } from '../../../src/node/models/modelRecords.ts';
import type { DownloadProgress } from '../../../src/core/models.ts';
import { RangeServer } from '../../support/servers/rangeServer.ts';
import { realModel } from '../../support/models/realModels.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../../support/throwAwayFolder.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;
const onnxPath = 'Xenova/all-MiniLM-L6-v2/onnx/model_quantized.onnx';
/** The first bytes of an ONNX file, and some more. */
const onnx = Uint8Array.of(0x08, 0x08, 0x12, 0x04, ...new Uint8Array(64));

describe('LocalModelFiles', () => {
  let folder: ThrowAwayFolder;
  let models: LocalModelFiles;
  let elsewhere: string;
  const settings = {
    models: { folder: '', endpoint: 'https://huggingface.co' },
    chatModel: {
      path: '',
      server: '',
      serverModel: '',
      threads: 0,
      contextSize: 2048,
      idleUnloadMinutes: 0,
    },
    index: { ...parseSettings(() => undefined, settingsSchema).index },
  };
  let changed: typeof settings;

  beforeEach(async () => {
    folder = throwAwayFolder('models');
    elsewhere = join(folder.path, 'elsewhere');
    await mkdir(join(folder.path, 'models'));
    await mkdir(elsewhere);
    changed = structuredClone(settings);
    models = new LocalModelFiles({
      settings: () => changed,
      usualFolder: join(folder.path, 'models'),
      records: new ModelRecords(join(folder.path, 'records')),
      freeBytes: () => Promise.resolve(1e12),
    });
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  async function place(path: string, content: Uint8Array | string): Promise<string> {
    const file = join(models.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  async function found(): Promise<string | undefined> {
    return (await models.find('chat'))?.path.slice(models.folder.length + 1);
  }

  /** The details of the only model in the list. */
  async function problem(): Promise<string | null | undefined> {
    const [only, ...others] = await models.list();
    assert.deepEqual(others, []);
    return only?.problem;
  }

  describe('finds', () => {
    it('no models in an empty or missing folder', async () => {
      assert.equal(await models.find('chat'), null);
      changed.models.folder = join(folder.path, 'missing');
      assert.equal(await models.find('embedding'), null);
      assert.equal(await models.find('chat'), null);
    });

    it('the embedding model where the library stores it', async () => {
      const path = await place(onnxPath, onnx);
      assert.deepEqual(await models.find('embedding'), {
        kind: 'embedding',
        name: 'all-MiniLM-L6-v2',
        path,
        bytes: onnx.length,
      });
    });

    it('only the embedding model that the setting names', async () => {
      await place(onnxPath, onnx);
      changed.index.embeddingModel = 'all-minilm-l6-v2-fp32';
      assert.equal(await models.find('embedding'), null);
      assert.deepEqual(
        [models.offer('embedding').name, models.offer('embedding').bytes],
        ['all-MiniLM-L6-v2 fp32', 90_387_606],
      );
      const path = await place('Xenova/all-MiniLM-L6-v2/onnx/model.onnx', onnx);
      assert.equal((await models.find('embedding'))?.path, path);
      assert.deepEqual(
        Object.fromEntries((await models.list()).map(({ name, inUse }) => [name, inUse])),
        { 'all-MiniLM-L6-v2': false, 'all-MiniLM-L6-v2 fp32': true },
      );
    });

    it('the largest chat model that can answer, even in another program’s folder', async () => {
      await mkdir(join(models.folder, 'owner/repository'), { recursive: true });
      makeScriptedModel(join(models.folder, 'small.gguf'), 'Yes.');
      makeScriptedModel(join(models.folder, 'owner/repository/Large.gguf'), 'Yes.', {
        feedForward: 512,
      });
      makeScriptedModel(join(models.folder, 'short-context.gguf'), 'Yes.', {
        feedForward: 1024,
        contextLength: 512,
      });
      makeScriptedModel(join(models.folder, 'no-template.gguf'), 'Yes.', {
        feedForward: 1024,
        chatTemplate: '',
      });
      await place('broken.gguf', new Uint8Array(10_000_000));
      assert.equal(await found(), 'owner/repository/Large.gguf');
      assert.equal((await models.find('chat'))?.name, 'Large');
    });

    it('the file that the setting names before any other', async () => {
      makeScriptedModel(join(models.folder, 'large.gguf'), 'Yes.', { feedForward: 512 });
      changed.chatModel.path = join(elsewhere, 'mine.gguf');
      makeScriptedModel(changed.chatModel.path, 'Yes.');
      assert.equal((await models.find('chat'))?.path, changed.chatModel.path);
    });

    it('no other file if the one in the setting is missing or broken', async () => {
      makeScriptedModel(join(models.folder, 'large.gguf'), 'Yes.');
      changed.chatModel.path = join(elsewhere, 'mine.gguf');
      await assert.rejects(
        models.find('chat'),
        (error) =>
          isFailure(error, 'model-missing') &&
          error.message.includes('askWorkspace.chatModel.path'),
      );
      await writeFile(changed.chatModel.path, 'not a model');
      await assert.rejects(models.find('chat'), reason('model-corrupt'));
    });

    it('a model whose file was replaced', async () => {
      makeScriptedModel(join(models.folder, 'a.gguf'), 'Yes.');
      assert.equal(await found(), 'a.gguf');
      await truncate(join(models.folder, 'a.gguf'), 100);
      assert.equal(await found(), undefined);
    });

    it('a model in a Hugging Face cache only once, and one in a linked folder', async () => {
      const cache = join(models.folder, 'hub/models--owner--repository');
      await mkdir(join(cache, 'blobs'), { recursive: true });
      makeScriptedModel(join(cache, 'blobs/0a1b2c'), 'Yes.', { feedForward: 512 });
      for (const revision of ['r1', 'r2']) {
        await mkdir(join(cache, 'snapshots', revision), { recursive: true });
        await symlink('../../blobs/0a1b2c', join(cache, 'snapshots', revision, 'model.gguf'));
      }
      makeScriptedModel(join(elsewhere, 'linked.gguf'), 'Yes.');
      await symlink(elsewhere, join(models.folder, 'link'));
      await symlink(models.folder, join(elsewhere, 'circle'));
      assert.equal(await found(), 'hub/models--owner--repository/snapshots/r1/model.gguf');
      assert.deepEqual(
        (await models.list()).map(({ name, problem }) => [name, problem]),
        [
          ['model', null],
          ['linked', null],
        ],
      );
    });

    it('a split model by its first part, or says which part is missing', async () => {
      makeScriptedModel(join(models.folder, 'split'), 'Yes.', { inParts: true });
      assert.equal(await found(), 'split-00001-of-00002.gguf');
      const [whole] = await models.list();
      const second = join(models.folder, 'split-00002-of-00002.gguf');
      const first = join(models.folder, 'split-00001-of-00002.gguf');
      assert.equal(whole?.bytes, (await stat(first)).size + (await stat(second)).size);
      await rename(second, join(elsewhere, 'second'));
      assert.equal(await found(), undefined);
      assert.match(String(await problem()), /^part 2 of 2 is missing: split-00002-of-00002\.gguf$/);
      await rename(join(elsewhere, 'second'), second);
      assert.equal(await found(), 'split-00001-of-00002.gguf');
      await rm(first);
      assert.match(
        String(await problem()),
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
        await place('model.gguf', make());
        assert.match(String(await problem()), words);
        assert.equal(await found(), undefined);
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
        makeScriptedModel(join(models.folder, 'model.gguf'), 'Yes.', { moreMetadata });
        assert.match(String(await problem()), words);
        assert.equal(await found(), undefined);
      });
    }

    it('truncated files, dead links and damaged embedding models, with reasons', async () => {
      makeScriptedModel(join(models.folder, 'model.gguf'), 'Yes.');
      await truncate(join(models.folder, 'model.gguf'), 100_000);
      assert.match(String(await problem()), /^it is cut short: its weights take \d+ bytes/);
      await rm(join(models.folder, 'model.gguf'));
      await symlink('/nowhere/blob', join(models.folder, 'model.gguf'));
      assert.match(String(await problem()), /^it is a link to \/nowhere\/blob/);
      await rm(join(models.folder, 'model.gguf'));
      await place(onnxPath, '<html>');
      assert.equal(await problem(), 'it is a web page');
    });

    it('that the model in the setting is missing, and names the setting', async () => {
      changed.chatModel.path = join(elsewhere, 'mine.gguf');
      const [gone] = await models.list();
      assert.equal(gone?.path, changed.chatModel.path);
      assert.match(String(gone.problem), /askWorkspace\.chatModel\.path/);
    });

    it('the real test model, with the details from its header', async function () {
      changed.models.folder = dirname(realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf'));
      assert.equal((await models.find('chat'))?.name, 'SmolLM2-135M-Instruct.Q4_1');
      const other = (await models.list()).find(({ name }) => name === 'llama-2-vocab');
      assert.equal(other?.problem, 'it has a vocabulary but no weights');
    });
  });

  describe('offers', () => {
    it('Llama-2-7B-Chat with its size and memory: 1.07 GB of it cache at 2,048 tokens', () => {
      const { name, bytes, memoryBytes, freeMemoryBytes } = models.offer('chat');
      assert.deepEqual([name, bytes], ['Llama-2-7B-Chat Q4_K_M', 4_081_004_224]);
      assert(memoryBytes > 4.081e9 + 1.07e9 && memoryBytes < 5.5e9, String(memoryBytes));
      assert(freeMemoryBytes > 0);
    });

    it('more memory for a larger context', () => {
      const before = models.offer('chat').memoryBytes;
      changed.chatModel.contextSize = 4096;
      assert(models.offer('chat').memoryBytes > before + 1e9);
    });

    it('a catalog with unique, well-formed files, ids and checksums', () => {
      assert.equal(new Set(modelCatalog.map(({ id }) => id)).size, modelCatalog.length);
      assert.equal(new Set(modelCatalog.map(({ sha256 }) => sha256)).size, modelCatalog.length);
      for (const { sha256, bytes, licence, languages } of modelCatalog) {
        assert.equal(languages[0], 'English');
        assert.match(sha256, /^[0-9a-f]{64}$/);
        assert(bytes > 1e7 && licence.url.startsWith('https://'));
      }
    });

    it('any file by its address, but not a path outside its repository', () => {
      const { repository, file, sha256 } = findCatalogModel('hf:owner/some.repo/sub/file-Q4.gguf');
      assert.deepEqual([repository, file, sha256], ['owner/some.repo', 'sub/file-Q4.gguf', null]);
      for (const id of [
        'nothing',
        'hf:owner/file.gguf',
        'hf:owner/repo/file.bin',
        'hf:owner/repo/../file.gguf',
        'hf:../repo/file.gguf',
        'hf:o/r/a b.gguf',
      ]) {
        assert.throws(() => findCatalogModel(id), reason('model-missing'), id);
      }
    });
  });

  describe('downloads', () => {
    let server: RangeServer;
    let bytes: Uint8Array;

    beforeEach(async () => {
      const file = join(elsewhere, 'served.gguf');
      makeScriptedModel(file, 'Yes.');
      bytes = new Uint8Array(await readFile(file));
      server = await RangeServer.start(bytes);
      changed.models.endpoint = `${server.url}/mirror/`;
    });

    afterEach(() => server[Symbol.asyncDispose]());

    it('only the offered model, from the endpoint in the settings', async () => {
      await assert.rejects(models.download('chat', quiet, never), reason('download-failed'));
      assert.deepEqual(server.paths, [
        '/mirror/TheBloke/Llama-2-7B-Chat-GGUF/resolve/main/llama-2-7b-chat.Q4_K_M.gguf',
      ]);
      assert.equal(await models.find('chat'), null);
    });

    it('any file by its address, and checks later downloads against its checksum', async () => {
      const file = await models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
      assert.deepEqual(
        [file.name, file.path],
        ['tiny', join(models.folder, 'owner/repo/tiny.gguf')],
      );
      const [kept] = await models.list();
      assert.deepEqual(
        [kept?.sha256, kept?.origin, kept?.inUse],
        [sha256(bytes), 'downloaded', true],
      );
      server.behaviour.content = bytes.map((byte) => byte ^ 1);
      await assert.rejects(
        models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf'),
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
          const download = () => models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
          server.behaviour.content = make(bytes);
          server.behaviour.lengthless = lengthless;
          await assert.rejects(
            download(),
            (error) =>
              isFailure(error, 'download-failed') &&
              (error.message.includes(words) || assert.fail(error.message)),
          );
          assert.deepEqual(await models.list(), []);
          server.behaviour.content = bytes;
          await download();
          assert.equal((await models.list())[0]?.sha256, sha256(bytes));
        });
      }
    }

    it('the right file over a wrong one with a record', async () => {
      const path = await place('owner/repo/tiny.gguf', '<html>');
      const file = await stat(path);
      const state = { bytes: file.size, modifiedMs: file.mtimeMs };
      const records = new ModelRecords(join(folder.path, 'records'));
      await records.write(path, state, {
        sha256: sha256(Buffer.from('<html>')),
        origin: 'downloaded',
      });
      await models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
      assert.equal((await models.list())[0]?.sha256, sha256(bytes));
    });

    it('a different file once the recorded one was deleted by hand', async () => {
      const { path } = await models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
      await rm(path);
      makeScriptedModel(join(elsewhere, 'other.gguf'), 'No.');
      server.behaviour.content = await readFile(join(elsewhere, 'other.gguf'));
      await models.download('chat', quiet, never, 'hf:owner/repo/tiny.gguf');
      assert.equal((await models.list())[0]?.sha256, sha256(server.behaviour.content));
    });

    it('nothing from an endpoint that is not an address', async () => {
      for (const endpoint of ['', 'huggingface.co', 'file:///etc', 'javascript:1']) {
        changed.models.endpoint = endpoint;
        await assert.rejects(
          models.download('chat', quiet, never),
          reason('invalid-setting'),
          endpoint,
        );
      }
    });
  });

  describe('imports', () => {
    it('a chat model: copies it, records its checksum, finds it from then on', async () => {
      const source = join(elsewhere, 'mine.gguf');
      makeScriptedModel(source, 'Yes.');
      const told: DownloadProgress[] = [];
      const file = await models.import('chat', source, (progress) => told.push(progress), never);
      assert.equal(file.path, join(models.folder, 'mine.gguf'));
      assert.equal((await models.find('chat'))?.path, file.path);
      assert.equal((await models.list())[0]?.sha256, sha256(await readFile(source)));
      assert.equal(told.at(-1)?.receivedBytes, file.bytes);
    });

    it('a second file of the same name beside the first, but the same file only once', async () => {
      for (const [name, words] of [
        ['a', 'Yes.'],
        ['b', 'No, not at all.'],
      ] as const) {
        await mkdir(join(elsewhere, name));
        makeScriptedModel(join(elsewhere, name, 'mine.gguf'), words);
      }
      const take = async (name: string): Promise<string> =>
        (await models.import('chat', join(elsewhere, name, 'mine.gguf'), quiet, never)).path;
      assert.equal(await take('a'), join(models.folder, 'mine.gguf'));
      assert.equal(await take('b'), join(models.folder, 'mine-2.gguf'));
      assert.equal(await take('a'), join(models.folder, 'mine.gguf'));
      assert.deepEqual(
        await readFile(join(models.folder, 'mine.gguf')),
        await readFile(join(elsewhere, 'a/mine.gguf')),
      );
      assert.equal((await models.list()).length, 2);
    });

    it('all parts of a model', async () => {
      makeScriptedModel(join(elsewhere, 'split'), 'Yes.', { inParts: true });
      const { path } = await models.import(
        'chat',
        join(elsewhere, 'split-00001-of-00002.gguf'),
        quiet,
        never,
      );
      assert.equal((await models.find('chat'))?.path, path);
    });

    it('an Ollama model by manifest or blob, and refuses a damaged one', async () => {
      const whole = join(elsewhere, 'whole.gguf');
      makeScriptedModel(whole, 'Yes.');
      const digest = sha256(await readFile(whole));
      const ollama = join(elsewhere, 'ollama/models');
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
        models.import('chat', manifest, quiet, never),
        (error) => isFailure(error, 'model-missing') && error.message.includes(digest),
      );
      await copyFile(whole, blob);
      const { name, path } = await models.import('chat', manifest, quiet, never);
      assert.deepEqual([name, sha256(await readFile(path))], ['llama3.2-latest', digest]);
      await rm(path);
      assert.equal(
        (await models.import('chat', blob, quiet, never)).name,
        `ollama-${digest.slice(0, 12)}`,
      );
      const bytes = await readFile(blob);
      bytes[bytes.length - 1]! ^= 1;
      await writeFile(blob, bytes);
      await assert.rejects(
        models.import('chat', manifest, quiet, never),
        reason('checksum-mismatch'),
      );
    });

    it('a file that is already in the folder, without copying it', async () => {
      const path = join(models.folder, 'mine.gguf');
      makeScriptedModel(path, 'Yes.');
      const { ino } = await stat(path);
      await models.import('chat', path, quiet, never);
      assert.equal((await stat(path)).ino, ino);
      assert.equal((await models.list())[0]?.origin, 'imported');
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
        const path = join(elsewhere, 'bad.gguf');
        await make(path);
        await assert.rejects(
          models.import('chat', path, quiet, never),
          (error) => isFailure(error, expected) && error.message.includes(path),
        );
        assert.equal(await models.find('chat'), null);
      });
    }

    it('nothing if it is cancelled, and leaves nothing behind', async () => {
      const source = join(elsewhere, 'mine.gguf');
      makeScriptedModel(source, 'Yes.', { layers: 8, feedForward: 2048 });
      const controller = new AbortController();
      await assert.rejects(
        models.import(
          'chat',
          source,
          () => {
            controller.abort();
          },
          controller.signal,
        ),
        reason('cancelled'),
      );
      assert.equal(await models.find('chat'), null);
    });

    it('nothing if the disk has no room', async () => {
      const full = new LocalModelFiles({
        settings: () => changed,
        usualFolder: models.folder,
        records: new ModelRecords(join(folder.path, 'records')),
        freeBytes: () => Promise.resolve(1000),
      });
      const source = join(elsewhere, 'mine.gguf');
      makeScriptedModel(source, 'Yes.');
      await assert.rejects(full.import('chat', source, quiet, never), reason('disk-full'));
      assert.equal(await models.find('chat'), null);
    });

    for (const [what, path] of [
      ['a folder laid out like the repository', 'onnx/model_quantized.onnx'],
      ['a folder with the file', 'model_quantized.onnx'],
      ['a models folder', onnxPath],
    ] as const) {
      it(`the embedding model from ${what}`, async () => {
        await mkdir(dirname(join(elsewhere, path)), { recursive: true });
        await writeFile(join(elsewhere, path), onnx);
        await models.import('embedding', elsewhere, quiet, never);
        assert.equal((await models.find('embedding'))?.bytes, onnx.length);
      });
    }

    it('the embedding model from its file', async () => {
      await writeFile(join(elsewhere, 'x.onnx'), onnx);
      await models.import('embedding', join(elsewhere, 'x.onnx'), quiet, never);
      assert.equal((await models.find('embedding'))?.path, join(models.folder, onnxPath));
    });

    it('the embedding model in the setting from a folder with several', async () => {
      await writeFile(join(elsewhere, 'model_quantized.onnx'), onnx);
      await writeFile(join(elsewhere, 'model.onnx'), Uint8Array.of(...onnx, 0));
      changed.index.embeddingModel = 'all-minilm-l6-v2-fp32';
      const { path, bytes } = await models.import('embedding', elsewhere, quiet, never);
      assert.deepEqual(
        [path, bytes],
        [join(models.folder, 'Xenova/all-MiniLM-L6-v2/onnx/model.onnx'), onnx.length + 1],
      );
    });

    it('no truncated embedding model', async function () {
      const whole = await readFile(realModel(this, onnxPath));
      await writeFile(join(elsewhere, 'x.onnx'), whole.subarray(0, whole.length - 100_000));
      await assert.rejects(
        models.import('embedding', join(elsewhere, 'x.onnx'), quiet, never),
        (error) => isFailure(error, 'model-corrupt') && error.message.includes('cut short'),
      );
    });

    it('no embedding model of another kind, and nothing that is not one', async () => {
      await assert.rejects(
        models.import('embedding', elsewhere, quiet, never),
        reason('model-missing'),
      );
      await writeFile(join(elsewhere, 'model_quantized.onnx'), 'no protobuf');
      await assert.rejects(
        models.import('embedding', elsewhere, quiet, never),
        reason('model-corrupt'),
      );
      await writeFile(join(elsewhere, 'model_quantized.onnx'), onnx);
      await writeFile(
        join(elsewhere, 'config.json'),
        '{"model_type":"bert","hidden_size":768,"num_hidden_layers":12,"vocab_size":30522}',
      );
      await assert.rejects(
        models.import('embedding', elsewhere, quiet, never),
        reason('model-unsupported'),
      );
    });

    it('the real embedding model with its config.json', async function () {
      const path = realModel(this, onnxPath);
      await models.import('embedding', dirname(dirname(path)), quiet, never);
      assert.equal((await models.find('embedding'))?.bytes, (await stat(path)).size);
    });
  });

  describe('keeps', () => {
    let path: string;

    beforeEach(() => {
      path = join(models.folder, 'mine.gguf');
      makeScriptedModel(path, 'Yes.');
    });

    it('the checksum and the last use of a model that was found and used', async () => {
      const before = (await models.list())[0];
      assert.deepEqual([before?.sha256, before?.origin, before?.lastUsedMs], [null, 'found', null]);
      await models.noteUse(path, never);
      const after = (await models.list())[0];
      assert.equal(after?.sha256, sha256(await readFile(path)));
      assert(after.lastUsedMs !== null && after.lastUsedMs <= Date.now());
    });

    it('the checksum of a file at its last use, and whether it still matches', async () => {
      const used = await stat(path);
      const state = { bytes: used.size, modifiedMs: used.mtimeMs };
      assert.deepEqual(await models.identify(path, state), { sha256: null, isThere: true });
      const checksum = sha256(await readFile(path));
      await models.noteUse(path, never);
      assert.deepEqual(await models.identify(path, state), { sha256: checksum, isThere: true });
      makeScriptedModel(path, 'No, not at all.');
      assert.deepEqual(await models.identify(path, state), { sha256: checksum, isThere: false });
      await models.noteUse(path, never);
      assert.deepEqual(await models.identify(path, state), { sha256: null, isThere: false });
    });

    it('no model that differs from its checksum, even if size and date match', async () => {
      const date = new Date('2024-01-01');
      await utimes(path, date, date);
      await models.verify(path, quiet, never);
      const bytes = await readFile(path);
      bytes[bytes.length - 1]! ^= 1;
      await writeFile(path, bytes);
      await utimes(path, date, date);
      await assert.rejects(models.verify(path, quiet, never), reason('checksum-mismatch'));
    });

    it("no file with a catalog name that differs from the catalog's checksum", async () => {
      const named = join(models.folder, 'llama-2-7b-chat.Q4_K_M.gguf');
      await copyFile(path, named);
      await assert.rejects(models.verify(named, quiet, never), reason('checksum-mismatch'));
    });

    it('no record of a file that was replaced', async () => {
      await models.verify(path, quiet, never);
      makeScriptedModel(path, 'No, not at all.');
      assert.equal((await models.list())[0]?.sha256, null);
    });

    it('every file but the models of its folder on deletion', async () => {
      await models.delete(path);
      assert.deepEqual(await models.list(), []);
      await writeFile(join(elsewhere, 'precious.txt'), '');
      await assert.rejects(models.delete(join(elsewhere, 'precious.txt')), reason('model-missing'));
      assert.equal((await stat(join(elsewhere, 'precious.txt'))).size, 0);
    });
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function reason(expected: FailureReason): (error: unknown) => boolean {
  return (error) => isFailure(error, expected) || assert.fail(String(error));
}
