import assert from 'node:assert/strict';
import { ReadingBudget } from '../../../src/core/answering/readingBudget.ts';
import type { Generation } from '../../../src/core/ports.ts';

function generation(promptTokens: number, reusedTokens: number, readMs: number): Generation {
  return {
    text: '', prompt: '', usedSources: [], droppedTurns: 0, stop: 'end', model: { name: 'm', path: '/m' },
    timings: { loadMs: 0, readMs, writeMs: 0, promptTokens, reusedTokens, outputTokens: 0 },
  };
}

describe('ReadingBudget', () => {
  it('holds nothing back before a speed was measured, nor without a limit', () => {
    const budget = new ReadingBudget();
    assert.equal(budget.tokens(900, 10), 900);
    budget.note(generation(900, 0, 30_000));
    assert.equal(budget.tokens(900, 0), 900);
  });

  it('gives as many tokens as are read in the time, and never more than asked for', () => {
    const budget = new ReadingBudget();
    budget.note(generation(1000, 400, 30_000));
    assert.equal(budget.tokens(900, 10), 200);
    assert.equal(budget.tokens(900, 100), 900);
  });

  it('learns nothing from a prompt that was still in memory', () => {
    const budget = new ReadingBudget();
    budget.note(generation(1000, 990, 5000));
    assert.equal(budget.tokens(900, 10), 900);
  });
});
