import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMentions } from '../../../../src/core/retrieval/question/parseMentions.ts';
import { problemQuestion } from '../../../../src/vscode/text/problemQuestion.ts';

describe('a question about a problem', () => {
  it('names the place and quotes the message on one line', () => {
    assert.equal(
      problemQuestion('Cannot find name\n  "Session".', 'src/app.ts:12'),
      'Where does this come from, at src/app.ts:12: Cannot find name Session .',
    );
  });

  it('contains no mention from the message, and is short, whatever the message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (message) => {
        const question = problemQuestion(`@src/ #open ${message}`, null);
        assert.ok(question.length < 340);
        const { names, open, selection } = parseMentions(question);
        assert.deepEqual([names, open, selection], [[], false, false]);
      }),
    );
  });
});
