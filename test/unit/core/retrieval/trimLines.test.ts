import assert from 'node:assert/strict';
import fc from 'fast-check';
import { trimLines } from '../../../../src/core/retrieval/trimLines.ts';

const scored = fc.array(fc.record({ line: fc.constantFrom('', 'some words', 'x'.repeat(90)), score: fc.constantFrom(0, 0, 0.5, 2) }), { minLength: 1, maxLength: 60 });

describe('trimLines', () => {
  it('shows a text within the budget whole', () => {
    assert.deepEqual(trimLines(['a', 'b', 'c'], [0, 1, 0], 0, 100), [{ first: 0, last: 2 }]);
  });

  it('keeps the line that matches best, whatever the budget', () => {
    fc.assert(fc.property(scored, fc.integer({ min: 1, max: 400 }), (text, budget) => {
      const best = Math.max(...text.map(({ score }) => score));
      const shown = trimLines(text.map(({ line }) => line || '-'), text.map(({ score }) => score), null, budget);
      if (best > 0) assert.ok(shown.some(({ first, last }) => text.slice(first, last + 1).some(({ score }) => score > 0)));
    }));
  });

  it('gives at most two parts, in order, with three lines or more between them', () => {
    fc.assert(fc.property(scored, fc.integer({ min: 1, max: 2000 }), (text, budget) => {
      const parts = trimLines(text.map(({ line }) => line), text.map(({ score }) => score), 0, budget);
      assert.ok(parts.length <= 2);
      parts.forEach((part, index) => {
        assert.ok(part.first <= part.last);
        assert.ok(index === 0 || part.first - (parts[index - 1]?.last ?? 0) > 3);
      });
    }));
  });

  it('shows the two best of several places that match', () => {
    const lines = Array.from({ length: 60 }, (_, line) => `line ${line} has some words`);
    const parts = trimLines(lines, lines.map((_, line) => ({ 5: 1, 25: 3, 45: 2 })[line] ?? 0), null, 400);
    assert.deepEqual(parts, [{ first: 23, last: 27 }, { first: 43, last: 47 }]);
  });

  it('shows the beginning of a long text that nothing matches', () => {
    const lines = Array.from({ length: 50 }, () => 'x'.repeat(50));
    assert.deepEqual(trimLines(lines, lines.map(() => 0), null, 200), [{ first: 0, last: 3 }]);
  });
});
