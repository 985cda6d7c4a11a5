import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import { manySources, requestFor } from '../../support/models/modelProcess.ts';
import { tinyModelProcess, reply, isText, hasRead } from '../../support/models/tinyModelProcess.ts';

describe('the model process', () => {
  const { model, scripted, slow, random, askAndStop } = tinyModelProcess();

  describe('stopping', () => {
    it('ends at once while reading, and keeps what was read', async () => {
      assert((await askAndStop(slow(), hasRead)) < 100);
      const { generation } = await model.ask(
        slow(),
        requestFor('Which one?', { sources: manySources, budgetTokens: 500 }),
      );
      assert(generation.timings.reusedTokens > 0);
      assert.equal(generation.text, reply);
    });

    it('ends at once while writing', async () => {
      assert((await askAndStop(random(), isText)) < 100);
      const { generation } = await model.ask(scripted(), requestFor('And now?'));
      assert.equal(generation.text, reply);
    });

    it('ends the running answer for a new question', async () => {
      const first = model.ask(slow(), requestFor('First?', { sources: manySources.toReversed() }));
      const second = model.ask(slow(), requestFor('Second?'));
      await assert.rejects(first, (error) => isFailure(error, 'cancelled'));
      assert.equal((await second).generation.text, reply);
    });

    it('keeps a request from starting if it was stopped beforehand', async () => {
      await assert.rejects(
        model.ask(scripted(), requestFor('Why?'), { signal: AbortSignal.abort() }),
        (error) => isFailure(error, 'cancelled'),
      );
    });
  });

  it('answers correctly after twenty questions that were stopped at random moments', async () => {
    let state = 20;
    for (let i = 0; i < 20; i++) {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      let eventsLeft = state % 12;
      await askAndStop(i < 10 ? slow() : random(), () => eventsLeft-- <= 0);
    }
    const { generation } = await model.ask(scripted(), requestFor('Right?'));
    assert.equal(generation.text, reply);
  });
});
