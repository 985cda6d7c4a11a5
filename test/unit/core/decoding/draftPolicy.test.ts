import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DraftPolicy } from '../../../../src/core/decoding/draftPolicy.ts';
import { guessNext } from '../../../../src/core/decoding/promptLookup.ts';

/** Batches of 1, 4 and 8 tokens in ms, as measured with a 7B model on one core. */
const measured = [
  [1, 450],
  [4, 880],
  [8, 1200],
] as const;

function taughtPolicy(): DraftPolicy {
  const policy = new DraftPolicy();
  for (const [size, ms] of measured) policy.observeCost(size, ms);
  return policy;
}

describe('guessNext', () => {
  it('returns what followed the longest match', () => {
    const text = [1, 2, 3, 9, 9, 5, 2, 3, 4, 7, 8];
    assert.deepEqual(guessNext(text, [6, 5, 2, 3], 3), { tokens: [4, 7, 8], matched: 3 });
  });

  it('prefers the latest of equally long matches', () => {
    assert.deepEqual(guessNext([1, 5, 2, 1, 6, 3], [1], 1), { tokens: [6], matched: 1 });
  });

  it('guesses nothing before the first token or after a token that never occurred', () => {
    assert.equal(guessNext([1, 2, 3], [], 3).matched, 0);
    assert.equal(guessNext([1, 2, 3], [4], 3).matched, 0);
  });

  it('returns only what follows a real match', () => {
    const small = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 });
    fc.assert(
      fc.property(small, small, fc.integer({ min: 1, max: 8 }), (text, written, count) => {
        const { tokens, matched } = guessNext(text, written, count);
        const sequence = matched === 0 ? [] : [...written.slice(-matched), ...tokens];
        assert(matched > 0 || tokens.length === 0);
        assert(
          sequence.length === 0 ||
            text.some((_, start) => sequence.every((token, i) => text[start + i] === token)),
        );
      }),
    );
  });
});

describe('DraftPolicy', () => {
  it('guesses nothing if nothing matches', () => {
    assert.equal(taughtPolicy().choose(0), 0);
  });

  it('guesses more as guesses turn out right', () => {
    const policy = taughtPolicy();
    for (let i = 0; i < 20; i++) policy.observe(4, true);
    assert.equal(policy.choose(4), 7);
  });

  it('stops guessing while guesses are wrong, and keeps learning at no cost', () => {
    const policy = taughtPolicy();
    for (let i = 0; i < 20; i++) policy.observe(1, true);
    assert(policy.choose(1) > 0);
    let tried = 0;
    for (let i = 0; i < 40; i++) {
      if (policy.choose(1) > 0) tried++;
      policy.observe(1, false);
    }
    assert(tried <= 4, String(tried));
    for (let i = 0; i < 20; i++) policy.observe(1, true);
    assert(policy.choose(1) > 0);
  });

  it('does not guess if a batch costs as much as its tokens one by one', () => {
    const policy = new DraftPolicy();
    for (const size of [1, 4, 8]) policy.observeCost(size, size * 100);
    for (let i = 0; i < 20; i++) policy.observe(3, true);
    assert.equal(policy.choose(3), 0);
  });

  it('stops guessing for the rest of an answer whose batches are recomputed', () => {
    const policy = taughtPolicy();
    for (let i = 0; i < 20; i++) policy.observe(4, true);
    let tried = 0;
    for (let size = policy.choose(4); size > 0 && tried < 40; size = policy.choose(4)) {
      tried++;
      policy.observeCost(size + 1, size < 4 ? 900 : 1200);
      policy.observeRecomputed(size + 1);
    }
    assert(tried > 0 && tried < 20, String(tried));
    policy.beginAnswer();
    assert(policy.choose(4) > 0);
  });

  it('costs less than three percent if every guess is wrong', () => {
    const policy = taughtPolicy();
    const cost = new Map<number, number>(measured);
    let ms = 0;
    const tokens = 128;
    for (let i = 0; i < tokens; i++) {
      ms += cost.get(policy.choose(1) + 1)!;
      policy.observe(1, false);
    }
    assert(ms <= 1.03 * tokens * cost.get(1)!, `${ms / (tokens * 450)}`);
  });
});
