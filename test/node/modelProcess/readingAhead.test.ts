import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import { defaultSettings, manySources, requestFor } from '../../support/models/modelProcess.ts';
import { tinyModelProcess, reply } from '../../support/models/tinyModelProcess.ts';

describe('the model process', () => {
  const { model, slow } = tinyModelProcess();

  describe('reading ahead', () => {
    const load = () => ({ modelPath: slow(), settings: defaultSettings });

    it('leaves only the question to read', async () => {
      const sources = manySources.slice(0, 1);
      await model.client.readAhead(
        load(),
        requestFor('How doe', { sources }),
        new AbortController().signal,
      );
      const { generation } = await model.ask(slow(), requestFor('How does it work?', { sources }));
      const { promptTokens, reusedTokens } = generation.timings;
      assert(promptTokens - reusedTokens < 64, `${promptTokens} - ${reusedTokens}`);
    });

    it('does not stop a running answer', async () => {
      const asked = model.ask(
        slow(),
        requestFor('How does it work?', { sources: manySources.slice(5, 6) }),
      );
      assert.equal(
        await model.client.readAhead(
          load(),
          requestFor('And', { sources: manySources }),
          new AbortController().signal,
        ),
        0,
      );
      assert.equal((await asked).generation.text, reply);
    });

    it('gives way to the real question, which reuses what was read', async () => {
      const sources = manySources.slice(3, 4);
      const ahead = model.client.readAhead(
        load(),
        requestFor('How', { sources }),
        new AbortController().signal,
      );
      const asked = model.ask(slow(), requestFor('How does it work?', { sources }));
      await assert.rejects(ahead, (error) => isFailure(error, 'cancelled'));
      assert.equal((await asked).generation.text, reply);
    });
  });
});
