import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { wording } from '../../../src/core/texts/wording.ts';
import { MeaningRetries } from '../../../src/process/folder/meaningRetries.ts';

const away = new Failure('server-unreachable', wording('{host} is away.', { host: 'x' }));

describe('asking a server that embeds again', () => {
  /** Resolves when it is tried again. */
  function retries(): { readonly retries: MeaningRetries; readonly tried: Promise<void> } {
    const { promise: tried, resolve } = Promise.withResolvers<undefined>();
    return {
      retries: new MeaningRetries(() => {
        resolve(undefined);
      }, 1),
      tried,
    };
  }

  it('happens after it was away, and the reason is known until it helps', async () => {
    const { retries: own, tried } = retries();
    own.note(away);
    assert.equal(own.problem, away);
    await tried;
    own.note(null);
    assert.equal(own.problem, null);
  });

  const quiet: readonly (FailureReason | null)[] = [null, 'key-refused', 'invalid-setting'];
  for (const reason of quiet)
    it(`does not happen after ${reason ?? 'success'}`, () => {
      let tries = 0;
      const own = new MeaningRetries(() => tries++, 0);
      own.note(reason === null ? null : new Failure(reason, away.wording));
      return afterTimers(() => {
        assert.equal(tries, 0);
      });
    });

  it('does not happen after the folder was closed', () => {
    let tries = 0;
    const own = new MeaningRetries(() => tries++, 0);
    own.note(away);
    own.end();
    return afterTimers(() => {
      assert.equal(tries, 0);
    });
  });
});

/** Timers of 0 to 1 ms that were set before have run by then. */
function afterTimers(check: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        check();
        resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }, 2);
  });
}
