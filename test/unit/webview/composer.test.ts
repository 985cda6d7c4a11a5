import assert from 'node:assert/strict';
import fc from 'fast-check';
import { droppedUris } from '../../../webview/composer/droppedUris.ts';
import { earlierQuestion } from '../../../webview/composer/earlierQuestions.ts';
import { mentionAt } from '../../../webview/composer/mentionAt.ts';

describe('the mention at the cursor', () => {
  const at = (draft: string, cursor = draft.length) => mentionAt(draft, cursor);

  it('starts at an @ after a blank or a bracket, and ends at the cursor', () => {
    assert.deepEqual(at('see @ses'), { start: 4, sign: '@', typed: 'ses' });
    assert.deepEqual(at('(@ses'), { start: 1, sign: '@', typed: 'ses' });
    assert.deepEqual(at('see @session', 6), { start: 4, sign: '@', typed: 's' });
    assert.deepEqual(at('@"My no'), { start: 0, sign: '@', typed: 'My no' });
    assert.deepEqual(at('say #sel'), { start: 4, sign: '#', typed: 'sel' });
  });

  it('is absent in an address, after a blank, or after a closing quote', () => {
    for (const draft of ['a@b.org', 'see @ses ', '@"My notes"', 'x#1', 'plain'])
      assert.equal(at(draft), null, draft);
  });

  it('is always the end of the text before the cursor', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab@#"( \n]*$/), (draft) => {
        const mention = at(draft);
        if (mention === null) return;
        assert.equal(draft[mention.start], mention.sign);
        assert.ok(draft.endsWith(mention.typed));
      }),
    );
  });
});

describe('earlier questions in the composer', () => {
  const questions = ['first', 'second', 'first', 'third'];

  it('are listed once each, the most recent first', () => {
    assert.equal(earlierQuestion(questions, '', -1), 'third');
    assert.equal(earlierQuestion(questions, 'third', -1), 'first');
    assert.equal(earlierQuestion(questions, 'first', -1), 'second');
    assert.equal(earlierQuestion(questions, 'second', -1), null);
  });

  it('end in an empty composer, and never replace what the user wrote', () => {
    assert.equal(earlierQuestion(questions, 'third', 1), '');
    assert.equal(earlierQuestion(questions, '', 1), null);
    assert.equal(earlierQuestion(questions, 'mine', -1), null);
    assert.equal(earlierQuestion([], '', -1), null);
  });
});

describe('a drop on the composer', () => {
  const dropped = (data: Readonly<Record<string, string>>) =>
    droppedUris({ getData: (type) => data[type] ?? '' });

  it('is read as a list of URIs, or as editor tabs', () => {
    const uris = ['file:///a', 'file:///b%20c'];
    assert.deepEqual(dropped({ 'text/uri-list': '#from\r\nfile:///a\r\nfile:///b%20c' }), uris);
    assert.deepEqual(dropped({ resourceurls: JSON.stringify([...uris, 'file:///a']) }), uris);
  });

  it('is ignored if it is other data, and limited to 50 items', () => {
    assert.deepEqual(dropped({ 'text/plain': 'words' }), []);
    assert.deepEqual(dropped({ resourceurls: '{"a":1}' }), []);
    assert.deepEqual(dropped({ resourceurls: 'not JSON' }), []);
    const many = Array.from({ length: 99 }, (_, index) => `file:///${index}`).join('\n');
    assert.equal(dropped({ 'application/vnd.code.uri-list': many }).length, 50);
  });
});
