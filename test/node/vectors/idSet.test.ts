import assert from 'node:assert/strict';
import fc from 'fast-check';
import { IdSet } from '../../../src/node/vectors/idSet.ts';

describe('a set of ids', () => {
  it('is like a Set, whatever is added and deleted', () => {
    const id = fc.oneof(fc.nat(20), fc.integer({ min: 65_530, max: 65_540 }), fc.maxSafeNat());
    fc.assert(
      fc.property(
        fc.array(id),
        fc.array(fc.record({ id, adds: fc.boolean() }), { maxLength: 60 }),
        (first, changes) => {
          const [ours, theirs] = [new IdSet(first), new Set(first)];
          for (const { id, adds } of changes) {
            if (adds) {
              ours.add(id);
              theirs.add(id);
            } else assert.equal(ours.delete(id), theirs.delete(id));
            assert.equal(ours.has(id), adds);
          }
          assert.equal(ours.size, theirs.size);
          assert.deepEqual(new Set(ours), theirs);
        },
      ),
    );
  });

  it('names each id once while ids are deleted', () => {
    const ids = new IdSet([1, 2, 3, 70_000]);
    const named: number[] = [];
    for (const id of ids) {
      named.push(id);
      ids.delete(id);
    }
    assert.deepEqual([named, ids.size], [[1, 2, 3, 70_000], 0]);
  });
});
