import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ThoughtFold } from '../../../../src/core/decoding/thoughtFold.ts';

/** The text that is left, however the answer comes in pieces. */
function folded(text: string, size: number, inside = false): string {
  const fold = new ThoughtFold(inside);
  let all = '';
  for (let start = 0; start <= text.length; start += size) {
    const isLast = start + size > text.length;
    const { text: more, retracts } = fold.push(text.slice(start, start + size), isLast);
    all = retracts ? more : all + more;
  }
  return all;
}

describe('ThoughtFold', () => {
  for (const [what, text, left, inside] of [
    ['a thought before the answer', '<think>\nhm [1]\n</think>\n\nYes.', '\n\nYes.', false],
    ['several thoughts', 'A<thinking>x</thinking>B<THINK>y</THINK>C', 'ABC', false],
    ['a thought that the prompt has opened', 'hm\n</think>Yes.', 'Yes.', true],
    ['a lone end of a thought', 'hm, hm\n</think>\nYes.', '\nYes.', false],
    ['a thought that never ends', 'A <think>hm', 'A ', false],
    [
      'nothing of tags that the text speaks of',
      'Use `<think>` and `</think>`.',
      'Use `<think>` and `</think>`.',
      false,
    ],
    ['nothing of other tags', 'a < b <thin> </this>', 'a < b <thin> </this>', false],
  ] as const) {
    it(`removes ${what}, in pieces of any size`, () => {
      for (let size = 1; size < 20; size++)
        assert.equal(folded(text, size, inside), left, `${size}`);
    });
  }

  it('leaves text without such tags unchanged', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), (text, size) => {
        assert.equal(folded(text, size), text);
      }),
    );
  });
});
