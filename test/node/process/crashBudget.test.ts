import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CrashBudget } from '../../../src/node/children/crashBudget.ts';

const minute = 60_000;

describe('CrashBudget', () => {
  it('allows a start at once before any crash, and waits longer after each one', () => {
    let nowMs = 0;
    const budget = new CrashBudget({ nowMs: () => nowMs });
    assert.equal(budget.delayMs(), 0);
    budget.record();
    assert.equal(budget.delayMs(), 250);
    nowMs = 200;
    assert.equal(budget.delayMs(), 50);
    budget.record();
    assert.equal(budget.delayMs(), 1000);
  });

  it('forbids a start exactly while there were three crashes in the last five minutes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 * minute }), { minLength: 1, maxLength: 20 }),
        (pausesMs) => {
          let nowMs = 0;
          const crashesMs: number[] = [];
          const budget = new CrashBudget({ nowMs: () => nowMs });
          for (const pauseMs of pausesMs) {
            nowMs += pauseMs;
            const recent = crashesMs.filter((crashMs) => nowMs - crashMs < 5 * minute).length;
            assert.equal(budget.delayMs() === null, recent >= 3);
            budget.record();
            crashesMs.push(nowMs);
          }
        },
      ),
    );
  });
});
