import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import type {
  GenerateEvent,
  GenerateRequest,
  ReplayableGeneration,
} from '../../../src/core/ports/generation.ts';
import {
  defaultDecoding,
  defaultSettings,
  fewSources,
  manySources,
  requestFor,
} from '../../support/models/modelProcess.ts';
import { tinyModelProcess, reply } from '../../support/models/tinyModelProcess.ts';

describe('the model process, continuing an answer that was cut', () => {
  const { model, scripted, random } = tinyModelProcess();

  const cutAt = (request: GenerateRequest, maxTokens: number): GenerateRequest => ({
    ...request,
    decoding: { ...request.decoding, maxTokens },
  });

  async function goOn(modelPath: string, answer: ReplayableGeneration, maxTokens = 128) {
    const events: GenerateEvent[] = [];
    const generation = await model.client.continueAnswer(
      { modelPath, settings: defaultSettings },
      { answer, maxTokens },
      (event) => events.push(event),
      new AbortController().signal,
    );
    const added = events.flatMap((event) => (event.type === 'text' ? [event.delta] : []));
    return { generation, shown: answer.text + added.join('') };
  }

  async function assertReplays(modelPath: string, { receipt, text }: ReplayableGeneration) {
    const replayed = await model.client.replay(
      { modelPath, settings: defaultSettings },
      receipt,
      'as recorded',
      new AbortController().signal,
    );
    assert.deepEqual(replayed, { same: true, text });
  }

  it('writes what it would have written without the cut, wherever that is', async () => {
    const request = requestFor('Where is the limit?');
    const whole = (await model.ask(scripted(), request)).generation;
    for (const tokens of Array.from({ length: whole.timings.outputTokens - 1 }, (_, i) => i + 1)) {
      const cut = (await model.ask(scripted(), cutAt(request, tokens))).generation;
      assert.equal(cut.stop, 'max-tokens');
      const { generation, shown } = await goOn(scripted(), cut);
      assert.deepEqual(
        [generation.text, shown, generation.stop, generation.prompt],
        [reply, reply, 'end', whole.prompt],
        `after ${tokens} tokens`,
      );
      assert.deepEqual(generation.receipt.outputTokens, whole.receipt.outputTokens);
      await assertReplays(scripted(), generation);
    }
  });

  it('draws the tokens that the seed would have drawn', async () => {
    const decoding = { ...defaultDecoding, strategy: 'sampling', seed: 3, maxTokens: 40 } as const;
    const request = requestFor('the of and?', { sources: manySources, decoding });
    const whole = (await model.ask(random(), request)).generation;
    const cut = (await model.ask(random(), cutAt(request, 16))).generation;
    const { generation } = await goOn(random(), cut, 24);
    assert.deepEqual(generation.receipt.outputTokens, whole.receipt.outputTokens);
    await assertReplays(random(), generation);
  });

  it('can be cut and continued several times, also by a process that was restarted', async () => {
    const cut = (await model.ask(scripted(), cutAt(requestFor('Where?'), 5))).generation;
    await model.stop();
    const second = await goOn(scripted(), cut, 6);
    assert.deepEqual(
      [second.generation.stop, second.generation.timings.outputTokens],
      ['max-tokens', 11],
    );
    const third = await goOn(scripted(), second.generation);
    assert.equal(third.generation.text, reply);
    await assertReplays(scripted(), third.generation);
  });

  it('keeps the numbers of its sources after a follow-up, and reads nothing again', async () => {
    await model.ask(scripted(), requestFor('Where is the limit?'));
    const swapped = fewSources.map((source) => ({ ...source, number: 3 - source.number }));
    const history = [{ question: 'Where is the limit?', answer: reply }];
    const request = requestFor('And now?', { sources: swapped, history });
    const cut = (await model.ask(scripted(), cutAt(request, 8))).generation;
    assert.deepEqual(cut.usedSources[0], { number: 2, lines: 2, inPrompt: 1 });
    const { generation, shown } = await goOn(scripted(), cut);
    assert.equal(
      generation.text,
      'The retry limit is set in src/config.ts [2]. The limit is three, the port is one [1].',
    );
    assert.equal(shown, generation.text);
    const next = await model.ask(
      scripted(),
      requestFor('Then?', { history: [...history, { question: 'And now?', answer: shown }] }),
    );
    const { promptTokens, outputTokens } = generation.timings;
    assert.ok(next.generation.timings.reusedTokens >= promptTokens + outputTokens);
  });

  it('says so if the model file is another one or the context is full', async () => {
    const cut = (await model.ask(scripted(), cutAt(requestFor('Where?'), 5))).generation;
    const other = { ...cut, receipt: { ...cut.receipt, modelFile: { bytes: 1, modifiedMs: 1 } } };
    await assert.rejects(goOn(scripted(), other), (error) => isFailure(error, 'model-incapable'));
    const prompt = Array.from({ length: defaultSettings.contextSize }, () => 5);
    const full = { ...cut, receipt: { ...cut.receipt, promptTokens: prompt } };
    await assert.rejects(goOn(scripted(), full), (error) => isFailure(error, 'model-incapable'));
  });
});
