import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEmptyAnswer } from '../../../src/core/answering/text/isEmptyAnswer.ts';
import { isSaidAgain } from '../../../src/core/answering/text/saidAgain.ts';
import { splitSentences } from '../../../src/core/answering/text/sentences.ts';

describe('isSaidAgain', () => {
  it('detects a sentence that is repeated, ignoring marks and case', () => {
    const once = 'Adapters are sorted by length [1]. ';
    assert.equal(isSaidAgain(`${once}Cookies are kept. The`), false);
    assert.equal(isSaidAgain(`${once}Then cookies. adapters are **sorted** by length. The`), true);
  });

  it('waits until the sentence is complete', () => {
    const text = 'The version of it is 1. The version of it is 1.2 now. More';
    for (let end = 0; end <= text.length; end++)
      assert.equal(isSaidAgain(text.slice(0, end)), false);
  });

  it('ignores short sentences, code and rows that differ', () => {
    assert.equal(isSaidAgain('It does not. So. It does not. The'), false);
    assert.equal(
      isSaidAgain('```\nsame line of code here\nsame line of code here\n```\nEnd'),
      false,
    );
    assert.equal(
      isSaidAgain('- `a` is kept in the store\n- `b` is kept in the store\n- The'),
      false,
    );
  });

  it('finds no repetition in sentences that all differ', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 2 }), (names) => {
        const text = names.map((name) => `The ${name} is kept here.`).join(' ');
        assert.equal(isSaidAgain(`${text} The`), false);
        assert.equal(isSaidAgain(`${text} The ${names[0]} is kept here. The`), true);
      }),
    );
  });
});

describe('isEmptyAnswer', () => {
  it('treats blanks or only an introduction as empty', () => {
    for (const text of ['', ' \n', 'The answer to this question is:', '答えは：'])
      assert.equal(isEmptyAnswer(text), true);
  });

  it('treats anything after an introduction as an answer', () => {
    for (const text of ['It is:\n```\nx\n```', 'It does. As follows:', 'Steps:\n- one\n- two'])
      assert.equal(isEmptyAnswer(text), false);
  });
});

describe('full stops without a following blank', () => {
  it('end a sentence in Chinese and Japanese', () => {
    const text = '長さで並べます。次に呼びます！本当ですか？はい。';
    assert.deepEqual(
      splitSentences(text).map(({ start, end }) => text.slice(start, end)),
      ['長さで並べます。', '次に呼びます！', '本当ですか？', 'はい。'],
    );
  });
});
