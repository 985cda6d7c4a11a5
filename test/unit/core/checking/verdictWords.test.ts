import assert from 'node:assert/strict';
import {
  allFailed,
  countVerdicts,
  doubtReason,
} from '../../../../src/core/answering/checking/verdictWords.ts';
import type { Verdict } from '../../../../src/core/answering/checking/judgeSentence.ts';
import { wordSigns } from '../../../../src/core/answering/checking/signs.ts';
import { inEnglish } from '../../../../src/core/texts/wording.ts';

function all(...verdicts: readonly Verdict[]): readonly { readonly verdict: Verdict }[] {
  return verdicts.map((verdict) => ({ verdict }));
}

describe('the words for verdicts', () => {
  it('count each verdict once per sentence, and no sentence without a claim', () => {
    assert.deepEqual(countVerdicts(all('not-checked', 'quoted', 'no-claim', 'not-checked')), [
      { verdict: 'quoted', count: 1 },
      { verdict: 'not-checked', count: 2 },
    ]);
  });

  it('say that all failed only if every claim did', () => {
    assert.equal(allFailed(all('no-claim', 'not-in-lines')), true);
    assert.equal(allFailed(all('not-in-lines', 'not-checked')), false);
    assert.equal(allFailed(all('not-in-lines', 'partly')), false);
    assert.equal(allFailed(all('no-claim')), false);
    assert.equal(allFailed([]), false);
  });

  it('give a reason for every sign, with what the lines have instead', () => {
    for (const sign of wordSigns)
      assert.match(inEnglish(doubtReason({ start: 0, end: 1, sign, instead: ['x'] })), /lines/);
    const number = { start: 0, end: 1, sign: 'number', instead: ['10'] } as const;
    assert.equal(
      inEnglish(doubtReason(number)),
      'These lines do not give this number. They have “10”.',
    );
    assert.equal(
      inEnglish(doubtReason({ ...number, sign: 'name', instead: ['a', 'b', 'c'] })),
      'Not in these lines. They have “a” or “b” or “c”.',
    );
  });
});
