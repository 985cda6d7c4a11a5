import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import { inspectGguf } from '../../../src/node/gguf/ggufInspection.ts';
import { checkMemory, otherModelsBytes } from '../../../src/node/llama/tuning/llamaMemory.ts';
import { makeRandomModel } from '../../support/models/tinyModel.ts';
import { defaultDecoding, defaultSettings, requestFor } from '../../support/models/modelProcess.ts';
import { tinyModelProcess } from '../../support/models/tinyModelProcess.ts';

describe('the model process', () => {
  const { model, file, scripted, slow } = tinyModelProcess();

  describe('memory', () => {
    it('is freed after idle minutes', async () => {
      await model.client.unload();
      const unloaded = model.nextLine(/was unloaded/);
      await model.ask(scripted(), requestFor('Idle?'), { settings: { idleUnloadMinutes: 0.0001 } });
      await unloaded;
      const { events } = await model.ask(scripted(), requestFor('Again?'));
      assert.equal(events[0]?.type, 'loading');
    });

    it('is checked before loading, and a refusal says what would fit', async () => {
      makeRandomModel(file('wide.gguf'), 1, { layers: 64 });
      const { memoryBytes: small } = await inspectGguf(file('wide.gguf'), 2048);
      await assert.rejects(
        checkMemory(file('wide.gguf'), 1 << 16, small + 300e6),
        (error) =>
          isFailure(error, 'out-of-memory') &&
          /\(0\.0 billion parameters at \d\.\d\d bytes\).* A context of 4096 tokens would fit/.test(
            error.message,
          ),
      );
      await assert.rejects(checkMemory(file('wide.gguf'), 2048, small / 2), (error) =>
        isFailure(error, 'out-of-memory'),
      );
      await checkMemory(file('wide.gguf'), 2048, small + 300e6);
    });

    it("used by other windows' models is reported if too little is left", async function () {
      if (process.platform !== 'linux') this.skip();
      await model.ask(slow(), requestFor('Loaded?'));
      const { memoryBytes } = await inspectGguf(slow(), 2048);
      assert((await otherModelsBytes()) > memoryBytes / 2);
      await assert.rejects(
        checkMemory(slow(), 2048, 100e6),
        /are free, \d+\.\d GB are used by models of other windows/,
      );
    });

    it('keeps the model when the decoding changes', async () => {
      await model.ask(scripted(), requestFor('Greedy?'));
      const { events, generation } = await model.ask(
        scripted(),
        requestFor('Sampling?', {
          decoding: { ...defaultDecoding, strategy: 'sampling', temperature: 2, seed: 9 },
        }),
      );
      assert(events.every(({ type }) => type !== 'loading'));
      assert.equal(generation.receipt.decoding.temperature, 2);
    });

    it('contains the system prompt right after loading', async () => {
      await model.client.unload();
      await model.client.load({ modelPath: scripted(), settings: defaultSettings });
      const { generation } = await model.ask(scripted(), requestFor('Where?'));
      assert(generation.timings.reusedTokens > 30, String(generation.timings.reusedTokens));
      assert(generation.prompt.indexOf('[1] src/config.ts') > 0);
    });

    it('is reloaded when the context size changes', async () => {
      await model.ask(scripted(), requestFor('Small?'));
      const { events } = await model.ask(scripted(), requestFor('Large?'), {
        settings: { contextSize: 1024 },
      });
      assert.equal(events[0]?.type, 'loading');
    });
  });
});
