import assert from 'node:assert/strict';
import { makeDistributionModel } from '../../support/models/tinyModel.ts';
import { defaultDecoding, requestFor } from '../../support/models/modelProcess.ts';
import { tinyModelProcess } from '../../support/models/tinyModelProcess.ts';

describe('the model process', () => {
  const { model, file } = tinyModelProcess();

  describe('decoding', () => {
    const ratio = { red: 0.23, green: 0.12, blue: 0.3 };
    const sampling = {
      ...defaultDecoding,
      strategy: 'sampling' as const,
      temperature: 1,
      topK: 100,
      topP: 1,
      maxTokens: 300,
    };
    const draw = async (decoding: typeof sampling) =>
      (await model.ask(file('ratio.gguf'), requestFor('Which?', { decoding }))).generation.text;
    const share = (text: string, word: string) =>
      text.split(' ').filter((one) => one === word).length / text.split(' ').length;

    before(() => {
      makeDistributionModel(file('ratio.gguf'), ratio);
    });

    it('draws the words of a known distribution as often as their probability says', async () => {
      const text = await draw(sampling);
      for (const [word, weight] of Object.entries(ratio))
        assert(Math.abs(share(text, word) - weight / 0.65) < 0.1, `${word}: ${share(text, word)}`);
    });

    it('keeps the third and the first word for top_k 2, and for top_p .55', async () => {
      for (const changes of [{ topK: 2 }, { topP: 0.55 }]) {
        const text = await draw({ ...sampling, ...changes });
        assert.deepEqual(
          [share(text, 'green'), share(text, 'red') > 0.3, share(text, 'blue') > 0.4],
          [0, true, true],
        );
      }
    });

    it('repeats an answer for the same seed, and varies it for another', async () => {
      const [first, again, other] = [
        await draw(sampling),
        await draw(sampling),
        await draw({ ...sampling, seed: 2 }),
      ];
      assert.equal(first, again);
      assert.notEqual(first, other);
    });

    it('is greedy at temperature 0', async () => {
      assert.equal(share(await draw({ ...sampling, temperature: 0 }), 'blue'), 1);
    });

    it('repeats less with a repeat penalty', async () => {
      // Positive logits, which a penalty divides instead of multiplies.
      makeDistributionModel(file('ratio.gguf'), { red: 23, green: 12, blue: 30 });
      const longestRun = (text: string) =>
        Math.max(...(text.match(/(\w+)(?: \1\b)*/g) ?? ['']).map((run) => run.split(' ').length));
      const plain = longestRun(await draw({ ...sampling, temperature: 0.2 }));
      const penalised = longestRun(await draw({ ...sampling, temperature: 0.2, repeatPenalty: 2 }));
      assert(penalised < plain, `${penalised} < ${plain}`);
    });
  });
});
