import assert from 'node:assert/strict';
import { isInside } from '../../../src/vscode/editor/isInside.ts';

describe('isInside', () => {
  it('is true for what is below a folder, not for the folder or one with a longer name', () => {
    assert.deepEqual(
      ['/work/flask/a.py', '/work/flask', '/work/flask2/a.py', '/work'].map((path) =>
        isInside(path, '/work/flask', false),
      ),
      [true, false, false, false],
    );
    assert.equal(isInside('/c:/a.py', '/c:/', false), true);
  });

  it('ignores case if the platform does', () => {
    assert.deepEqual(
      [true, false].map((anyCase) => isInside('/c:/Work/Flask/a.py', '/c:/work/flask', anyCase)),
      [true, false],
    );
  });
});
