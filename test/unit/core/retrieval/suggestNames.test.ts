import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mentionText } from '../../../../src/core/retrieval/question/mentionText.ts';
import { parseMentions } from '../../../../src/core/retrieval/question/parseMentions.ts';
import { suggestNames } from '../../../../src/core/retrieval/question/suggestNames.ts';

const known = {
  paths: [
    'README.md',
    'courier/sessions.py',
    'courier/retry.py',
    'tests/test_sessions.py',
    'web/app/[slug]/page.tsx',
    'docs/processes.md',
  ],
  symbols: [
    { name: 'Session.mount', path: 'courier/sessions.py' },
    { name: 'open_session', path: 'courier/sessions.py' },
    { name: 'getAdapter', path: 'courier/adapters.py' },
  ],
};
const names = (typed: string, limit = 20): readonly string[] =>
  suggestNames(known, typed, limit).map(({ name }) => name);

describe('names suggested after an @', () => {
  it('come in order: names that begin with the text, have a word that does, contain it', () => {
    assert.deepEqual(names('ses'), [
      'Session',
      'courier/sessions.py',
      'open_session',
      'tests/test_sessions.py',
      'Session.mount',
      'docs/processes.md',
    ]);
  });

  it('include folders, which end in a slash', () => {
    assert.deepEqual(suggestNames(known, 'cour', 1), [
      { kind: 'folder', name: 'courier/', path: '' },
    ]);
    assert.deepEqual(names('web/'), ['web/', 'web/app/', 'web/app/[slug]/', known.paths[4]]);
  });

  it('are found by the words of a name in camel case and by a dotted symbol', () => {
    assert.deepEqual(names('adap'), ['getAdapter']);
    assert.deepEqual(names('Session.m'), ['Session.mount']);
  });

  it('are limited in number, and each contains the typed text in any case', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 4 }), fc.nat(8), (typed, limit) => {
        const found = names(typed, limit);
        assert.ok(found.length <= limit);
        for (const name of found) assert.ok(name.toLowerCase().includes(typed.toLowerCase()));
      }),
    );
  });
});

describe('a name as a question writes it', () => {
  it('is quoted only if it has blanks, brackets or an end that would be cut off', () => {
    assert.equal(mentionText('src/app.ts'), '@src/app.ts');
    assert.equal(mentionText('src/'), '@src/');
    assert.equal(mentionText('My notes.md'), '@"My notes.md"');
    assert.equal(mentionText('web/app/[slug]/'), '@"web/app/[slug]/"');
    assert.equal(mentionText('say "hi".md'), '@“say "hi".md”');
    assert.equal(mentionText('two\nlines'), null);
  });

  it('is read back as exactly that name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string(), (name, after) => {
        const mention = mentionText(name);
        if (mention === null) return;
        assert.equal(parseMentions(`Where is ${mention} ${after}`).names[0], name);
      }),
    );
  });
});
