import assert from 'node:assert/strict';
import type { Hit } from '../../../../src/core/domain.ts';
import { exampleQuestions } from '../../../../src/vscode/chat/question/exampleQuestions.ts';
import { hit } from '../hits.ts';

type Found = readonly (readonly [path: string, symbol: string])[];

function hitsOf(found: Found): Hit[] {
  return found.map(([path, symbol]) => hit({ text: 'x', path, symbol }));
}

/** Of an index that finds everything. */
function questions(...found: Found): Promise<readonly string[]> {
  return exampleQuestions(hitsOf(found), () => Promise.resolve(hitsOf(found)));
}

describe('example questions', () => {
  it('ask what a class is for and what a function does', async () => {
    assert.deepEqual(await questions(['src/app.py', 'Flask'], ['src/cli.py', 'shell_command']), [
      'What is Flask for?',
      'What does shell_command do?',
    ]);
  });

  it('use the first of several names, and the last part of a heading path', async () => {
    assert.deepEqual(
      await questions(['errors.py', 'CourierError, NoAdapter'], ['guide.md', 'Guide > Retrying']),
      ['What is CourierError for?', 'What is there to know about Retrying?'],
    );
  });

  it('are at most three, about different files', async () => {
    assert.deepEqual(
      (
        await questions(
          ['a.py', 'Alpha'],
          ['a.py', 'Again'],
          ['b.py', 'Beta'],
          ['c.py', 'Gamma'],
          ['d.py', 'Delta'],
        )
      ).length,
      3,
    );
    assert.deepEqual(await questions(['a.py', 'Alpha'], ['a.py', 'Again']), ['What is Alpha for?']);
  });

  it('skip tests, examples, private names and meaningless names', async () => {
    assert.deepEqual(
      await questions(
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

  it('are left out if the index does not find what they are about', async () => {
    const found: Found = [
      ['a.py', 'Alpha'],
      ['b.py', 'Beta'],
      ['c.py', 'Gamma'],
    ];
    const search = (question: string): Promise<readonly Hit[]> =>
      Promise.resolve(
        hitsOf([question.includes('Beta') ? ['other.py', 'Beta'] : ['a.py', 'Alpha']]),
      );
    assert.deepEqual(await exampleQuestions(hitsOf(found), search), ['What is Alpha for?']);
  });

  it('are tried a few times only', async () => {
    const found = Array.from(
      { length: 20 },
      (_, index) => [`${index}.py`, `Name${index}`] as const,
    );
    let searches = 0;
    const nothing = (): Promise<readonly Hit[]> => {
      searches++;
      return Promise.resolve([]);
    };
    assert.deepEqual(await exampleQuestions(hitsOf(found), nothing), []);
    assert.equal(searches, 8);
  });
});
