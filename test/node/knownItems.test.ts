import assert from 'node:assert/strict';
import { askKnownItems } from '../eval/askKnownItems.ts';

describe('known items of our dependencies', () => {
  it('are found by words no worse than the baseline says', async () => {
    const { scores, faults } = await askKnownItems(null);
    assert.deepEqual(faults, []);
    assert.ok((scores.full?.['all']?.['MRR@10'] ?? 0) > 0.5);
  });
});
