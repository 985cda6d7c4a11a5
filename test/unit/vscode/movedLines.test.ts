import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskCharacter } from '../../../src/core/domain.ts';
import { movedLines } from '../../../src/vscode/editor/movedLines.ts';

describe('lines that may have moved', () => {
  it('are found at their place', () => {
    assert.equal(movedLines(['a', 'b', 'c'], ['b', 'c'], 2), 2);
  });

  it('are found nearest to their place where the text stands more than once', () => {
    assert.equal(movedLines(['x', 'a', 'a', 'a', 'a', 'x'], ['x'], 5), 6);
  });

  it('are not found where one of them was changed', () => {
    assert.equal(movedLines(['a', 'b!', 'c'], ['a', 'b', 'c'], 1), null);
  });

  it('are the same where a secret was masked', () => {
    assert.equal(movedLines(['key = "hunter2"'], [`key = "${maskCharacter.repeat(7)}"`], 1), 1);
  });

  it('are not found in a file that has become shorter than they are', () => {
    assert.equal(movedLines(['a'], ['a', 'b'], 9), null);
  });

  it('are found however many lines were put before or taken away', () => {
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
