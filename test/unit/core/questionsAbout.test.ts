import assert from 'node:assert/strict';
import { questionsAbout } from '../../../src/core/conversation/questionsAbout.ts';

describe('questions about what sources define', () => {
  const places = [
    { path: 'src/app.py', symbol: 'Flask.dispatch_request, Flask.run' },
    { path: 'src/app.py', symbol: 'Flask.route' },
    { path: 'src/ctx.py', symbol: 'RequestContext' },
    { path: 'guide.md', symbol: 'Guide > Install' },
    { path: 'tests/test_app.py', symbol: 'test_route' },
    { path: 'src/x.py', symbol: '__init__' },
  ];

  it('are one a file, about names that say something', () => {
    assert.deepEqual(questionsAbout(places, 9), [
      'What does Flask.dispatch_request do?',
      'What is RequestContext for?',
      'What is there to know about Install?',
    ]);
    assert.equal(questionsAbout(places, 1).length, 1);
  });

  it('leave out what was just asked about', () => {
    assert.deepEqual(questionsAbout(places, 2, 'How does dispatch_request work?'), [
      'What does Flask.route do?',
      'What is RequestContext for?',
    ]);
  });
});
