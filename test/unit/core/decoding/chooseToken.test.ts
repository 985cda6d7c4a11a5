import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseToken, keptCandidates } from '../../../../src/core/decoding/chooseToken.ts';
import type { Candidate } from '../../../../src/core/decoding/chooseToken.ts';
import { randomAt } from '../../../../src/core/decoding/randomAt.ts';
import type { Decoding } from '../../../../src/core/domain.ts';

const sampling: Decoding = {
  strategy: 'sampling',
  temperature: 1,
  topK: 100,
  topP: 1,
  minP: 0,
  grounded: false,
  wording: 'sentences',
  repeatPenalty: 1,
  seed: 0,
  maxTokens: 100,
};
const greedy: Decoding = { ...sampling, strategy: 'greedy' };

/** Three tokens in the ratio .23 : .12 : .30, best first. */
const three: readonly Candidate[] = [
  { token: 3, probability: 0.3 },
  { token: 1, probability: 0.23 },
  { token: 2, probability: 0.12 },
];

const candidates = fc
  .array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map((all) =>
    all.toSorted((a, b) => b - a).map((probability, token) => ({ token, probability })),
  );
const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const tokens = (kept: readonly Candidate[]) => kept.map(({ token }) => token);

describe('chooseToken', () => {
  it('keeps the third and the first of .23 : .12 : .30 for top_k 2', () => {
    assert.deepEqual(tokens(keptCandidates(three, { ...sampling, topK: 2 })), [3, 1]);
  });

  it('keeps the third and the first of .23 : .12 : .30 for top_p .55', () => {
    assert.deepEqual(tokens(keptCandidates(three, { ...sampling, topP: 0.55 })), [3, 1]);
  });

  it("keeps tokens with at least min_p of the best one's probability", () => {
    assert.deepEqual(tokens(keptCandidates(three, { ...sampling, minP: 0.5 })), [3, 1]);
  });

  it('takes the most probable token at temperature 0, whatever the random number', () => {
    fc.assert(
      fc.property(
        candidates,
        unit,
        (all, random) => chooseToken(all, { ...sampling, temperature: 0 }, random) === 0,
      ),
    );
  });

  it('takes the lowest id of equally probable tokens when greedy', () => {
    assert.equal(
      chooseToken(
        [
          { token: 9, probability: 0.4 },
          { token: 4, probability: 0.4 },
        ],
        greedy,
        0.9,
      ),
      4,
    );
  });

  it('draws only from what top_k, top_p and min_p keep', () => {
    fc.assert(
      fc.property(
        candidates,
        fc.record({ topP: unit, minP: unit, topK: fc.integer({ min: 1, max: 60 }) }),
        unit,
        (all, kept, random) => {
          const decoding = { ...sampling, ...kept };
          assert(
            tokens(keptCandidates(all, decoding)).includes(chooseToken(all, decoding, random)),
          );
        },
      ),
    );
  });

  it('draws tokens as often as their probabilities say', () => {
    const counts = new Map<number, number>();
    const draws = 20_000;
    for (let position = 0; position < draws; position++) {
      const token = chooseToken(three, sampling, randomAt(5, position));
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    for (const { token, probability } of three) {
      const share = probability / 0.65;
      const deviations =
        Math.abs((counts.get(token) ?? 0) - draws * share) / Math.sqrt(draws * share * (1 - share));
      assert(deviations < 4, `token ${token} is ${deviations} standard deviations off`);
    }
  });

  it('sharpens below temperature 1 and flattens above', () => {
    const share = (temperature: number) => {
      let best = 0;
      for (let position = 0; position < 5000; position++)
        if (chooseToken(three, { ...sampling, temperature }, randomAt(1, position)) === 3) best++;
      return best / 5000;
    };
    assert(share(0.5) > share(1) + 0.05);
    assert(share(2) < share(1) - 0.03);
  });
});

describe('randomAt', () => {
  it('returns the same number between 0 and 1 for the same seed and position', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.nat(), (seed, position) => {
        const random = randomAt(seed, position);
        return random === randomAt(seed, position) && random >= 0 && random < 1;
      }),
    );
  });

  it('differs between seeds and between positions', () => {
    const numbers = Array.from({ length: 100 }, (_, i) => [
      randomAt(i, 0),
      randomAt(0, i + 1),
    ]).flat();
    assert.equal(new Set(numbers).size, numbers.length);
  });
});
