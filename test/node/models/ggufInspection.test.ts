import assert from 'node:assert/strict';
import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { inspectGguf, isLlama2Chat } from '../../../src/node/gguf/ggufInspection.ts';
import { usedProcessorMs } from '../../support/usedProcessorMs.ts';
import { makeRandomModel, makeScriptedModel } from '../../support/models/tinyModel.ts';
import { realModel } from '../../support/models/realModels.ts';

describe('inspectGguf', () => {
  let folder: string;
  let whole: Buffer;
  const path = () => join(folder, 'model.gguf');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gguf-'));
    makeRandomModel(path(), 1);
    whole = await readFile(path());
  });

  beforeEach(() => writeFile(path(), whole));

  after(() => rm(folder, { recursive: true }));

  async function assertRefused(reason: FailureReason, file = path()): Promise<void> {
    await assert.rejects(
      inspectGguf(file, 2048),
      (error) => isFailure(error, reason) && error.message.includes(file),
    );
  }

  it('describes a chat model', async () => {
    const {
      name,
      architecture,
      contextLength,
      hasTensors,
      hasChatTemplate,
      quantization,
      parameters,
      fileBytes,
    } = await inspectGguf(path(), 2048);
    assert.deepEqual(
      { name, architecture, contextLength, hasTensors, hasChatTemplate, quantization },
      {
        name: 'tiny',
        architecture: 'llama',
        contextLength: 2048,
        hasTensors: true,
        hasChatTemplate: true,
        quantization: 'F32',
      },
    );
    assert(Math.abs(parameters * 4 - fileBytes) < 64 * 1024, 'its weights are 4 bytes each');
  });

  it('estimates more memory for a larger context', async () => {
    const small = await inspectGguf(path(), 2048);
    const large = await inspectGguf(path(), 4096);
    const layers = 2,
      embedding = 128,
      keyAndValue = 2,
      f16Bytes = 2;
    assert(
      large.memoryBytes - small.memoryBytes >= layers * embedding * keyAndValue * f16Bytes * 2048,
    );
  });

  it('reads the real Llama-2 vocabulary as a file without weights', async function () {
    const { hasTensors, contextLength } = await inspectGguf(
      realModel(this, 'llama-2-vocab.gguf'),
      2048,
    );
    assert.deepEqual({ hasTensors, contextLength }, { hasTensors: false, contextLength: 4096 });
  });

  it('reads a real instruct model', async function () {
    const model = await inspectGguf(realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf'), 2048);
    assert.equal(model.contextLength, 8192);
    assert.equal(model.quantization, 'Q4_1');
    assert.equal(model.hasChatTemplate, true);
    assert.equal(model.isLlama2Chat, false);
    assert.equal(Math.round(model.parameters / 1e6), 135);
  });

  it('recognises Llama-2 chat models without a template by their name', () => {
    const isOne = (name: string, file: string, template = '') =>
      isLlama2Chat('llama', name, `/models/${file}`, template);
    assert(isOne('LLaMA v2', 'llama-2-7b-chat.Q4_K_M.gguf'));
    assert(isOne('Llama-2-13b-chat-hf', 'model.gguf'));
    assert(!isOne('LLaMA v2', 'llama-2-7b.Q4_K_M.gguf'));
    assert(!isOne('Llama-3.2-1B-Instruct', 'Llama-3.2-1B-Instruct-Q4_K_M.gguf'));
    assert(!isOne('My llama-2-7b-chat tune', 'model.gguf', '<|im_start|>'));
    assert(!isLlama2Chat('qwen2', 'llama-2-chat', '/models/a.gguf', ''));
  });

  it('refuses a missing file', () => assertRefused('model-missing', join(folder, 'none.gguf')));

  it('refuses a folder', () => assertRefused('model-missing', folder));

  it('refuses an empty file', async () => {
    await truncate(path(), 0);
    await assertRefused('model-corrupt');
  });

  it('refuses a file that is not GGUF', async () => {
    await writeFile(path(), 'import { readFile } from "node:fs";\n'.repeat(10));
    await assertRefused('model-corrupt');
  });

  it('refuses a file truncated anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 4096 }), async (length) => {
        await writeFile(path(), whole.subarray(0, length));
        await assertRefused('model-corrupt');
      }),
      { numRuns: 40 },
    );
  });

  it('refuses one part of a split model', async () => {
    makeScriptedModel(path(), 'Hi.', { moreMetadata: { 'split.count': { u32: 3 } } });
    await assertRefused('model-unsupported');
  });

  it('refuses unknown versions', async () => {
    const file = await open(path(), 'r+');
    await file.write(Buffer.from([99]), 0, 1, 4);
    await file.close();
    await assertRefused('model-unsupported');
  });

  it('fails fast with a reason, whatever header bytes are overwritten', async () => {
    const headerBytes = 20_000;
    const damage = fc.array(
      fc.tuple(
        fc.integer({ min: 4, max: headerBytes }),
        fc.uint8Array({ minLength: 1, maxLength: 16 }),
      ),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        const bytes = Buffer.from(whole);
        for (const [offset, overwritten] of places) bytes.set(overwritten, offset);
        await writeFile(path(), bytes);
        const startMs = usedProcessorMs();
        const outcome = await inspectGguf(path(), 2048).catch((error: unknown) => error);
        if (outcome instanceof Error) assert(isFailure(outcome), String(outcome));
        assert(usedProcessorMs() - startMs < 2000);
      }),
      { numRuns: 200 },
    );
  });
});
