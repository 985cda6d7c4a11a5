import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskCharacter } from '../../../../src/core/domain.ts';
import { movedLines } from '../../../../src/vscode/editor/movedLines.ts';

describe('lines that may have moved', () => {
  it('are found in place', () => {
    assert.equal(movedLines(['a', 'b', 'c'], ['b', 'c'], 2), 2);
  });

  it('are found nearest to their place if the text occurs more than once', () => {
    assert.equal(movedLines(['x', 'a', 'a', 'a', 'a', 'x'], ['x'], 5), 6);
  });

  it('are not found if one of them was changed', () => {
    assert.equal(movedLines(['a', 'b!', 'c'], ['a', 'b', 'c'], 1), null);
  });

  it('match if a secret was masked', () => {
    assert.equal(movedLines(['key = "hunter2"'], [`key = "${maskCharacter.repeat(7)}"`], 1), 1);
  });

  it('are not found in a file that is now too short', () => {
    assert.equal(movedLines(['a'], ['a', 'b'], 9), null);
  });

  it('are found however many lines were added or removed before them', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 });
    fc.assert(
      fc.property(lines, lines, fc.integer({ min: 1, max: 60 }), (before, after, wasAt) => {
        assert.equal(
          movedLines([...before, 'the', 'text', ...after], ['the', 'text'], wasAt),
          before.length + 1,
        );
      }),
    );
  });
});
