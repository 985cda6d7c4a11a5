import assert from 'node:assert/strict';
import { fewerSources } from '../../../../src/vscode/chat/fewerSources.ts';

const best = { sources: 1, seconds: 10 };

describe('the offer to answer from fewer sources', () => {
  it('is made if the best source alone is read much sooner', () => {
    assert.deepEqual(fewerSources(best, 40), best);
  });

  it('is not made for a few seconds, without fewer sources, or at an unknown speed', () => {
    assert.equal(fewerSources(best, 14), null);
    assert.equal(fewerSources(null, 40), null);
    assert.equal(fewerSources(best, null), null);
  });
});
