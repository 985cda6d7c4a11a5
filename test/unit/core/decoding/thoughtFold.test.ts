import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ThoughtFold } from '../../../../src/core/decoding/thoughtFold.ts';

/** The remaining text and the thoughts, however the answer is cut into pieces. */
function folded(text: string, size: number, inside = false): readonly [string, string] {
  const fold = new ThoughtFold(inside);
  let all = '';
  let thoughts = '';
  for (let start = 0; start <= text.length; start += size) {
    const isLast = start + size > text.length;
    const { text: more, thought, retracts } = fold.push(text.slice(start, start + size), isLast);
    all = retracts ? more : all + more;
    thoughts += thought;
  }
  return [all, thoughts];
}

describe('ThoughtFold', () => {
  for (const [what, text, left, thoughts, inside] of [
    [
      'a thought before the answer',
      '<think>\nhm [1]\n</think>\n\nYes.',
      '\n\nYes.',
      '\nhm [1]\n',
      false,
    ],
    ['several thoughts', 'A<thinking>x</thinking>B<THINK>y</THINK>C', 'ABC', 'xy', false],
    ['a thought that the prompt has opened', 'hm\n</think>Yes.', 'Yes.', 'hm\n', true],
    ['a lone end of a thought', 'hm, hm\n</think>\nYes.', '\nYes.', 'hm, hm\n', false],
    ['a thought that never ends', 'A <think>hm', 'A ', 'hm', false],
    [
      'nothing of tags that the text speaks of',
      'Use `<think>` and `</think>`.',
      'Use `<think>` and `</think>`.',
      '',
      false,
    ],
    ['nothing of other tags', 'a < b <thin> </this>', 'a < b <thin> </this>', '', false],
  ] as const) {
    it(`removes ${what}, in pieces of any size`, () => {
      for (let size = 1; size < 20; size++)
        assert.deepEqual(folded(text, size, inside), [left, thoughts], `${size}`);
    });
  }

  it('leaves text without such tags unchanged', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), (text, size) => {
        assert.deepEqual(folded(text, size), [text, '']);
      }),
    );
  });
});
