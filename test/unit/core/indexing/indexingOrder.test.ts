import assert from 'node:assert/strict';
import { indexingOrder } from '../../../../src/core/indexing/indexingOrder.ts';
import { changesRules } from '../../../../src/core/indexing/indexingRules.ts';

describe('indexingOrder', () => {
  it('puts recent files first, then docs, code, tests and the rest', () => {
    const paths = [
      'data.json',
      'tests/test_app.py',
      'src/app.py',
      'README.md',
      'src/open.py',
      'docs/guide.rst',
      'src/app.test.ts',
    ];
    assert.deepEqual(
      indexingOrder(paths, (path) => path, ['src/open.py']),
      [
        'src/open.py',
        'README.md',
        'docs/guide.rst',
        'src/app.py',
        'tests/test_app.py',
        'src/app.test.ts',
        'data.json',
      ],
    );
  });
});

describe('changesRules', () => {
  it('recognises the files whose changes may include or exclude others', () => {
    assert.deepEqual(
      ['.gitignore', 'a/.askignore', '.gitmodules', 'a/b.gitignore', 'gitignore'].map(changesRules),
      [true, true, true, false, false],
    );
  });
});
