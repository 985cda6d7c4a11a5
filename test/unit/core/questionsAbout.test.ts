import assert from 'node:assert/strict';
import { questionsAbout } from '../../../src/core/conversation/questionsAbout.ts';
import { inEnglish } from '../../../src/core/texts/wording.ts';

describe("questions about the sources' definitions", () => {
  const places = [
    { path: 'src/app.py', symbol: 'Flask.dispatch_request, Flask.run' },
    { path: 'src/app.py', symbol: 'Flask.route' },
    { path: 'src/ctx.py', symbol: 'RequestContext' },
    { path: 'guide.md', symbol: 'Guide > Install' },
    { path: 'tests/test_app.py', symbol: 'test_route' },
    { path: 'src/x.py', symbol: '__init__' },
  ];

  it('are one per file, about meaningful names', () => {
    assert.deepEqual(questionsAbout(places, 9).map(inEnglish), [
      'What does Flask.dispatch_request do?',
      'What is RequestContext for?',
      'What is there to know about Install?',
    ]);
    assert.equal(questionsAbout(places, 1).length, 1);
  });

  it('skip the name that was just asked about', () => {
    assert.deepEqual(questionsAbout(places, 2, 'How does dispatch_request work?').map(inEnglish), [
      'What does Flask.route do?',
      'What is RequestContext for?',
    ]);
  });
});
