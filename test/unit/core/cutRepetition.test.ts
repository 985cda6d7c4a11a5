import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutRepetition } from '../../../src/core/answering/text/cutRepetition.ts';
import { splitSentences } from '../../../src/core/answering/text/sentences.ts';

describe('cutRepetition', () => {
  it('cuts the sentences at the end that were said before, marks and case aside', () => {
    assert.equal(
      cutRepetition(
        'Cookies are kept [1]. They expire. cookies are **kept** [2]. They expire. The',
      ),
      'Cookies are kept [1]. They expire.',
    );
  });

  it('cuts the sentence that was still being written', () => {
    assert.equal(
      cutRepetition('Cookies are kept. They expire. Cookies are'),
      'Cookies are kept. They expire.',
    );
  });

  it('keeps a repetition that is followed by something else', () => {
    const text = 'Cookies are kept. Cookies are kept. They expire.';
    assert.equal(cutRepetition(text), text);
  });

  it('cuts repeated items of a list', () => {
    assert.equal(
      cutRepetition('1. Open the file.\n2. Read it.\n3. Open the file.\n4. Read it.\n5. Op'),
      '1. Open the file.\n2. Read it.',
    );
  });

  it('leaves a text whose only sentence never ends, and repeated code', () => {
    for (const text of ['on on on on on on', 'See this.\n```\na\na\na\na\na\n'])
      assert.equal(cutRepetition(text), text);
  });

  it('gives a beginning of the text whose last sentence is complete and new', () => {
    const sentences = fc.array(fc.constantFrom('It is kept.', 'It ends.', '첫째입니다.', 'So be'));
    fc.assert(
      fc.property(sentences, (list) => {
        const text = list.join(' ');
        const cut = cutRepetition(text);
        assert.ok(text.startsWith(cut));
        if (cut === text) return;
        const said = splitSentences(cut).map(({ start, end }) => cut.slice(start, end));
        assert.ok(said.length > 0);
        assert.equal(said.indexOf(said.at(-1)!), said.length - 1);
      }),
    );
  });
});
