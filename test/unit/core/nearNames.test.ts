import assert from 'node:assert/strict';
import { nearNames } from '../../../src/core/nearNames.ts';

describe('near names', () => {
  const names = ['gitlab.com/a/compiler', 'github.com/team/asker', 'github.com/me/ask', 'x'];

  it('begin with the same name in another case', () => {
    assert.deepEqual(nearNames(['team/codes', 'Team/Code'], 'team/code', 1), ['Team/Code']);
  });

  it('find the original of a fork, and a repository that moved to another host', () => {
    assert.equal(nearNames(names, 'github.com/fork/asker', 1)[0], 'github.com/team/asker');
    assert.equal(nearNames(names, 'github.com/a/compiler', 1)[0], 'gitlab.com/a/compiler');
  });

  it('are at most the wanted number, and in one order where nothing is alike', () => {
    assert.deepEqual(nearNames(['c', 'b', 'a'], 'z', 2), ['a', 'b']);
    assert.deepEqual(nearNames([], 'z', 2), []);
  });
});
