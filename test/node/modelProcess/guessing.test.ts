import assert from 'node:assert/strict';
import { makeRandomModel, makeScriptedModel } from '../../support/models/tinyModel.ts';
import {
  defaultDecoding,
  defaultSettings,
  manySources,
  requestFor,
} from '../../support/models/modelProcess.ts';
import { tinyModelProcess, reply } from '../../support/models/tinyModelProcess.ts';

describe('the model process', () => {
  const { model, file, scripted, random } = tinyModelProcess();

  describe('guessing from the sources', () => {
    const copied = { number: 1, label: 'notes.md:1-1', text: reply };
    const plain = { number: 1, label: 'notes.md:1-1', text: 'Nothing to copy here.' };
    const long = Array.from({ length: 60 }, (_, i) => `word${(i * 7919) % 1000}`).join(' ');

    it('writes the same text in fewer steps when the answer copies', async () => {
      makeScriptedModel(file('long.gguf'), long);
      const ask = async (text: string) =>
        (
          await model.ask(
            file('long.gguf'),
            requestFor('What?', { sources: [{ ...copied, text }] }),
          )
        ).generation;
      const guessed = await ask(long);
      assert.equal(guessed.text, long);
      assert(guessed.receipt.acceptedTokens > 20, JSON.stringify(guessed.receipt));
      assert.equal((await ask('nothing')).receipt.guessedTokens, 0);
    });

    it('gives the same greedy answer as writing token by token', async () => {
      for (let seed = 0; seed < 3; seed++) {
        makeRandomModel(file(`greedy${seed}.gguf`), seed);
        const { generation } = await model.ask(
          file(`greedy${seed}.gguf`),
          requestFor('the of and to in?', { sources: manySources }),
        );
        const replayed = await model.client.replay(
          { modelPath: file(`greedy${seed}.gguf`), settings: defaultSettings },
          generation.receipt,
          'none',
          new AbortController().signal,
        );
        assert(replayed.same || (replayed.logitGap ?? 1) < 0.01, JSON.stringify(replayed));
        if (replayed.same) assert.equal(replayed.text, generation.text);
      }
    });

    it('draws the same tokens for a seed as writing token by token', async () => {
      const decoding = {
        ...defaultDecoding,
        strategy: 'sampling' as const,
        temperature: 0.4,
        seed: 3,
      };
      const { generation } = await model.ask(
        file('long.gguf'),
        requestFor('What?', { sources: [{ ...copied, text: long }], decoding }),
      );
      assert(generation.receipt.acceptedTokens > 20);
      const replayed = await model.client.replay(
        { modelPath: file('long.gguf'), settings: defaultSettings },
        generation.receipt,
        'none',
        new AbortController().signal,
      );
      assert.deepEqual(replayed, { same: true, text: generation.text });
    });

    it('does not guess across text that was never written', async () => {
      const { generation } = await model.ask(scripted(), requestFor('What?', { sources: [plain] }));
      assert.equal(generation.text, reply);
    });
  });

  describe('replaying', () => {
    it('names the first token that differs from the receipt', async () => {
      const { generation } = await model.ask(random(), requestFor('What?'));
      const outputTokens = generation.receipt.outputTokens.map((token, index) =>
        index === 5 ? token + 1 : token,
      );
      const replayed = await model.client.replay(
        { modelPath: random(), settings: defaultSettings },
        { ...generation.receipt, outputTokens },
        'as recorded',
        new AbortController().signal,
      );
      assert(!replayed.same && replayed.index === 5);
    });
  });
});
