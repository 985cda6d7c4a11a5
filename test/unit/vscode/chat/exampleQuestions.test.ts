import assert from 'node:assert/strict';
import { exampleQuestions } from '../../../../src/vscode/chat/question/exampleQuestions.ts';
import { hit } from '../hits.ts';

function questions(
  ...found: readonly (readonly [path: string, symbol: string])[]
): readonly string[] {
  return exampleQuestions(found.map(([path, symbol]) => hit({ text: 'x', path, symbol })));
}

describe('example questions', () => {
  it('ask what a class is for and what a function does', () => {
    assert.deepEqual(questions(['src/app.py', 'Flask'], ['src/cli.py', 'shell_command']), [
      'What is Flask for?',
      'What does shell_command do?',
    ]);
  });

  it('use the first of several names, and the last part of a heading path', () => {
    assert.deepEqual(
      questions(['errors.py', 'CourierError, NoAdapter'], ['guide.md', 'Guide > Retrying']),
      ['What is CourierError for?', 'What is there to know about Retrying?'],
    );
  });

  it('are at most three, about different files', () => {
    assert.deepEqual(
      questions(
        ['a.py', 'Alpha'],
        ['a.py', 'Again'],
        ['b.py', 'Beta'],
        ['c.py', 'Gamma'],
        ['d.py', 'Delta'],
      ).length,
      3,
    );
    assert.deepEqual(questions(['a.py', 'Alpha'], ['a.py', 'Again']), ['What is Alpha for?']);
  });

  it('skip tests, examples, private names and meaningless names', () => {
    assert.deepEqual(
      questions(
        ['tests/test_a.py', 'Alpha'],
        ['examples/x.py', 'Beta'],
        ['a.py', '_hidden'],
        ['b.py', 'Flask.__init__'],
        ['c.py', 'main'],
        ['d.py', ''],
      ),
      [],
    );
  });
});
