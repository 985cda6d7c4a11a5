import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';

import { isFailure } from '../../../src/core/errors.ts';
import type { GenerateRequest } from '../../../src/core/ports/generation.ts';
import {
  defaultDecoding,
  defaultSettings,
  fewSources,
  manySources,
  requestFor,
} from '../../support/models/modelProcess.ts';
import { makeDistributionModel, makeScriptedModel } from '../../support/models/tinyModel.ts';
import { tinyModelProcess, reply } from '../../support/models/tinyModelProcess.ts';

const never = new AbortController().signal;

/**
 * Several of these fit into a prompt: the made vocabulary has a token for nearly every character.
 */
const smallSources = manySources.map((source) => ({
  ...source,
  text: source.text.split('\n').slice(0, 3).join('\n'),
}));

describe('the model process', () => {
  const { model, file, scripted, slow } = tinyModelProcess();
  const load = (modelPath: string) => ({ modelPath, settings: defaultSettings });

  describe('a receipt', () => {
    it('names the loaded file', async () => {
      const { generation } = await model.ask(scripted(), requestFor('Where?'));
      const { size, mtimeMs } = await stat(scripted());
      assert.deepEqual(generation.receipt.modelFile, { bytes: size, modifiedMs: mtimeMs });
    });

    it('lists the chunks that were read: everything not cached except the last token', async () => {
      const {
        generation: { receipt, timings },
      } = await model.ask(scripted(), requestFor('How far?', { sources: manySources }));
      assert.equal(
        receipt.readChunks.reduce((sum, tokens) => sum + tokens, 0),
        timings.promptTokens - 1 - timings.reusedTokens,
      );
      const { generation: again } = await model.ask(
        scripted(),
        requestFor('How far?', { sources: manySources }),
      );
      assert.deepEqual(again.receipt.readChunks, []);
    });
  });

  describe('an offer of another number of sources', () => {
    const question: GenerateRequest = requestFor('Which one?', {
      sources: smallSources,
      budgetTokens: 700,
    });

    it('has a reading time, from the best source alone to all that fit', async () => {
      const { generation } = await model.ask(scripted(), question);
      const { fewer, more, usedSources } = generation;
      assert(fewer !== null && more !== null);
      assert.equal(fewer.sources, 1);
      assert(more.sources > usedSources.length && more.seconds > 0);
      const { generation: again } = await model.ask(scripted(), {
        ...question,
        sources: smallSources.slice(0, more.sources),
        budgetTokens: 2048,
      });
      assert.equal(again.usedSources.length, more.sources);
      assert.equal(again.more, null);
    });

    it('is not made if there are no sources', async () => {
      const { generation } = await model.ask(
        scripted(),
        requestFor('Which one?', { sources: fewSources.slice(0, 1) }),
      );
      assert.deepEqual([generation.fewer, generation.more], [null, null]);
    });

    it('predicts the number of tokens that are then read', async () => {
      const stopping = new AbortController();
      let expected = 0;
      const asked = model.ask(
        slow(),
        requestFor('And this one?', { sources: smallSources.toReversed() }),
        {
          signal: stopping.signal,
          onEvent: (event) => {
            // The best source has been read by then.
            if (event.type !== 'reading' || event.fewer === null || event.readTokens < 500) return;
            expected ||= Math.round(event.fewer.seconds * event.tokensPerSecond);
            stopping.abort();
          },
        },
      );
      await assert.rejects(asked, (error) => isFailure(error, 'cancelled'));
      const {
        generation: { timings },
      } = await model.ask(
        slow(),
        requestFor('And this one?', { sources: smallSources.toReversed().slice(0, 1) }),
      );
      assert(expected > 0);
      const read = timings.promptTokens - timings.reusedTokens;
      // The tokens where old and new text meet may be read again.
      assert(Math.abs(read - expected) <= 2, `${read} tokens were read, ${expected} were told`);
    });

    it('never leaves out the best source, however little time there is', async () => {
      const long = {
        number: 1,
        label: 'long.ts:1-16',
        text: Array.from({ length: 16 }, (_, i) => `const value${i} = compute(${i});`).join('\n'),
      };
      await model.ask(scripted(), requestFor('Warm?'));
      const { generation } = await model.ask(
        scripted(),
        requestFor('Quick?', {
          sources: [
            long,
            ...smallSources.map((source) => ({ ...source, number: source.number + 1 })),
          ],
          budgetSeconds: 0.001,
          budgetTokens: 1500,
        }),
      );
      assert.deepEqual(generation.usedSources, [{ number: 1, lines: 16 }]);
    });
  });

  describe('a prompt preview', () => {
    it('is the prompt that is then read, even if the model was not loaded', async () => {
      const history = [{ question: 'Where?', answer: 'Here.' }];
      const request = requestFor('And why?', { sources: manySources, history });
      await model.client.unload();
      const before = await model.client.previewPrompt(load(scripted()), request, never);
      const { generation } = await model.ask(scripted(), request);
      assert.equal(before, generation.prompt);
    });

    it('ends when cancelled, even while the model loads', async () => {
      await model.client.unload();
      const cancelling = new AbortController();
      const before = model.client.previewPrompt(
        load(slow()),
        requestFor('And why?'),
        cancelling.signal,
      );
      cancelling.abort();
      await assert.rejects(before, (error) => isFailure(error, 'cancelled'));
    });

    it('does not stop a running answer', async () => {
      const asked = model.ask(
        slow(),
        requestFor('How long?', { sources: manySources.slice(2, 8) }),
        { onEvent: () => undefined },
      );
      const other = await model.client.previewPrompt(load(slow()), requestFor('And that?'), never);
      assert.match(other, /above: And that\? \[\/INST\]$/);
      assert.equal((await asked).generation.text, reply);
    });
  });

  describe('an answer that repeats itself', () => {
    it('is ended, and says why', async () => {
      makeDistributionModel(file('loop.gguf'), { on: 1 });
      const { generation } = await model.ask(
        file('loop.gguf'),
        requestFor('On and on?', { decoding: { ...defaultDecoding, maxTokens: 1000 } }),
      );
      assert.deepEqual([generation.stop, generation.timings.outputTokens], ['repetition', 65]);
      assert.match(generation.text, /^(on ?)+$/);
    });

    it('ends at its last new sentence, and a follow-up finds it in the context', async () => {
      const once = 'The limit of it is set in a file.';
      makeScriptedModel(file('again.gguf'), `${once} ${once} And it goes on.`);
      const question = 'Where is it set?';
      const { generation } = await model.ask(file('again.gguf'), requestFor(question));
      assert.deepEqual([generation.stop, generation.text.trim()], ['repetition', once]);
      const history = [{ question, answer: generation.text }];
      const { generation: next } = await model.ask(
        file('again.gguf'),
        requestFor('And then?', { history }),
      );
      const { promptTokens, outputTokens } = generation.timings;
      const unread = 1; // nothing followed the last token
      assert.equal(next.timings.reusedTokens, promptTokens + outputTokens - unread);
    });

    it('goes on if the sources repeat themselves in the same way', async () => {
      const text = ' on'.repeat(400);
      const { generation } = await model.ask(
        file('loop.gguf'),
        requestFor('On and on?', {
          sources: [{ number: 1, label: 'a.txt:1-1', text }],
          decoding: { ...defaultDecoding, maxTokens: 200 },
        }),
      );
      assert.equal(generation.stop, 'max-tokens');
    });
  });

  describe('a stop while the model loads', () => {
    it('ends the answer before the model is loaded, and loading goes on', async () => {
      await model.client.unload();
      const stopping = new AbortController();
      let stoppedMs = 0;
      const asked = model.ask(slow(), requestFor('Which one?'), {
        signal: stopping.signal,
        onEvent: ({ type }) => {
          if (type !== 'loading') return;
          stoppedMs = performance.now();
          stopping.abort();
        },
      });
      await assert.rejects(asked, (error) => isFailure(error, 'cancelled'));
      const endedMs = performance.now();
      const { generation, events } = await model.ask(slow(), requestFor('Which one?'));
      assert.equal(generation.text, reply);
      assert(!events.some(({ type }) => type === 'loading'), 'it was loaded anew');
      assert(stoppedMs > 0 && endedMs - stoppedMs < performance.now() - endedMs, 'it waited');
    });
  });
});
