import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMentions } from '../../../../src/core/retrieval/question/parseMentions.ts';
import {
  failedTestQuestion,
  problemQuestion,
} from '../../../../src/vscode/text/problemQuestion.ts';

describe('a question about a problem', () => {
  it('names the place and quotes the message on one line', () => {
    assert.equal(
      problemQuestion('Cannot find name\n  "Session".', 'src/app.ts:12'),
      'Where does this come from, at src/app.ts:12: Cannot find name Session .',
    );
  });

  it('names a failed test and its place', () => {
    assert.equal(
      failedTestQuestion('a "busy" server', 'tests/retry.py:9'),
      'Why does this test fail, at tests/retry.py:9: a busy server',
    );
  });

  it('contains no mention from the message, and is short, whatever the message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (message) => {
        for (const ask of [problemQuestion, failedTestQuestion]) {
          const question = ask(`@src/ #open ${message}`, null);
          assert.ok(question.length < 340);
          const { names, open, selection } = parseMentions(question);
          assert.deepEqual([names, open, selection], [[], false, false]);
        }
      }),
    );
  });
});
