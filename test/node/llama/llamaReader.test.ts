import assert from 'node:assert/strict';
import { chunkLength } from '../../../src/node/llama/llamaReader.ts';
import { batchTokens } from '../../../src/node/gguf/ggufMemory.ts';

describe('the chunks of a prompt', () => {
  it('never make llama.cpp compute a single token by itself', () => {
    for (let total = 2; total <= 5 * batchTokens; total++) {
      for (let wanted = 32; wanted <= 8 * batchTokens; wanted += 32) {
        let left = total;
        while (left > 0) {
          const length = chunkLength(left, wanted);
          assert(length > 1 && length <= Math.min(left, wanted + 1), `${length} of ${left}`);
          assert.notEqual(length % batchTokens, 1, `${length} of ${left}`);
          left -= length;
        }
      }
    }
  });

  it('read a prompt of one token', () => {
    assert.equal(chunkLength(1, 32), 1);
  });
});
