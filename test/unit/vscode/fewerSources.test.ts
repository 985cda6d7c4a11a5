import assert from 'node:assert/strict';
import { fewerSources } from '../../../src/vscode/fewerSources.ts';
import { hit } from './hits.ts';

const short = hit({ text: 'x'.repeat(300) });

describe('the offer to answer from fewer sources', () => {
  it('is made where the best source alone is read much sooner', () => {
    assert.deepEqual(fewerSources([short, short], 40, 25), { sources: 1, seconds: 10 });
  });

  it('is not made for a few seconds, for a single source, or while the speed is not known', () => {
    assert.equal(fewerSources([short, short], 12, 25), null);
    assert.equal(fewerSources([short], 40, 25), null);
    assert.equal(fewerSources([short, short], null, 0), null);
  });
});
