import assert from 'node:assert/strict';
import {
  allFailed,
  countVerdicts,
  detectorWords,
  doubtReason,
} from '../../../../src/core/answering/checking/verdictWords.ts';
import type { Verdict } from '../../../../src/core/answering/checking/verdicts.ts';
import { doubtSigns } from '../../../../src/core/answering/checking/doubtSigns.ts';
import { inEnglish, wording } from '../../../../src/core/texts/wording.ts';

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
    for (const sign of doubtSigns)
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

  it('give the probability of a detector', () => {
    const words = { start: 0, end: 1, sign: 'detector', instead: [], probability: 0.876 } as const;
    assert.match(inEnglish(doubtReason(words)), /probability of 88 %/);
  });

  it('say how much a detector read, and why it did not read the rest', () => {
    const report = { model: 'D', claims: 3, read: 3, isCut: false };
    assert.equal(inEnglish(detectorWords(report)), 'The detector D read 3 of 3 sentences.');
    assert.match(inEnglish(detectorWords({ ...report, read: 1 })), /1 of 3 .*longer than 2 s/);
    assert.match(inEnglish(detectorWords({ ...report, isCut: true })), /beginning/);
    const problem = wording('It is damaged.');
    assert.equal(inEnglish(detectorWords({ problem })), 'It is damaged.');
  });
});
