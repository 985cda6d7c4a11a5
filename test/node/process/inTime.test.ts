import assert from 'node:assert/strict';
import { Failure, isFailure } from '../../../src/core/errors.ts';
import { wording } from '../../../src/core/texts/wording.ts';
import { inTime } from '../../../src/node/children/inTime.ts';

const late = (): Failure => new Failure('model-unsupported', wording('late'));
const never = new AbortController().signal;

describe('inTime', () => {
  it('gives the outcome of work that is done in time, and its failure', async () => {
    assert.equal(await inTime(Promise.resolve(1), 1000, late, never), 1);
    await assert.rejects(
      inTime(Promise.reject(new Failure('model-corrupt', wording('no'))), 1000, late, never),
      (error) => isFailure(error, 'model-corrupt'),
    );
  });

  it('does not wait longer', async () => {
    const endless = Promise.withResolvers<never>().promise;
    await assert.rejects(inTime(endless, 1, late, never), (error) =>
      isFailure(error, 'model-unsupported'),
    );
  });

  it('does not wait once it is cancelled, even for work that does not listen', async () => {
    const endless = Promise.withResolvers<never>().promise;
    const controller = new AbortController();
    const waiting = inTime(endless, 600_000, late, controller.signal);
    controller.abort();
    await assert.rejects(waiting, (error) => isFailure(error, 'cancelled'));
    await assert.rejects(inTime(endless, 600_000, late, controller.signal), (error) =>
      isFailure(error, 'cancelled'),
    );
  });

  it('ignores that work fails after nobody waits for it', async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    await assert.rejects(inTime(promise, 1, late, never));
    reject(new Error('too late'));
  });
});
