import assert from 'node:assert/strict';
import { ReadingBudget } from '../../../src/core/answering/readingBudget.ts';

describe('ReadingBudget', () => {
  it('holds nothing back before a speed was measured, nor without a limit', () => {
    const budget = new ReadingBudget();
    assert.equal(budget.tokens(900, 10), 900);
    budget.note({ promptTokens: 900, reusedTokens: 0, readMs: 30_000 });
    assert.equal(budget.tokens(900, 0), 900);
  });

  it('gives as many tokens as are read in the time, and never more than asked for', () => {
    const budget = new ReadingBudget();
    budget.note({ promptTokens: 1000, reusedTokens: 400, readMs: 30_000 });
    assert.equal(budget.tokens(900, 10), 200);
    assert.equal(budget.tokens(900, 100), 900);
  });

  it('learns nothing from a prompt that was still in memory', () => {
    const budget = new ReadingBudget();
    budget.note({ promptTokens: 1000, reusedTokens: 990, readMs: 5000 });
    assert.equal(budget.tokens(900, 10), 900);
  });
});
