import assert from 'node:assert/strict';
import { join } from 'node:path';
import { askKnownItems } from '../eval/askKnownItems.ts';
import { realModel } from '../support/models/realModels.ts';

describe('known items of our dependencies, with the real embedder', function () {
  this.timeout(1_200_000);

  it('are found as well as in the baseline, and no worse with meaning', async function () {
    const model = realModel(this, join('Xenova', 'all-MiniLM-L6-v2'));
    const { faults } = await askKnownItems(join(model, '..', '..'));
    assert.deepEqual(faults, []);
  });
});
