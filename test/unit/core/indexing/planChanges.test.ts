import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FoundFile, KnownFile } from '../../../../src/core/indexing/fileRecords.ts';
import { planChanges } from '../../../../src/core/indexing/planChanges.ts';

const found: FoundFile = { path: 'a.ts', sizeBytes: 10, modifiedMs: 1000, identity: '1:1' };
const known: KnownFile = { ...found, id: 7, hash: 'abc', preparation: '1', skipped: null };

describe('planChanges', () => {
  it('skips a file with the same size, time and identity', () => {
    assert.deepEqual(planChanges([known], [found], '1'), { toPrepare: [], toRemove: [] });
  });

  it('reads a new file', () => {
    assert.deepEqual(planChanges([], [found], '1').toPrepare, [
      { file: found, knownId: null, knownHash: '' },
    ]);
  });

  it('reads a file with another size, time or identity, and compares its content', () => {
    for (const file of [
      { ...found, sizeBytes: 11 },
      { ...found, modifiedMs: 1000.5 },
      { ...found, identity: '2:1' },
    ]) {
      assert.deepEqual(planChanges([known], [file], '1').toPrepare, [
        { file, knownId: 7, knownHash: 'abc' },
      ]);
    }
  });

  it('compares the content of a file without a stored identity', () => {
    assert.deepEqual(planChanges([{ ...known, identity: null }], [found], '1').toPrepare, [
      { file: found, knownId: 7, knownHash: 'abc' },
    ]);
  });

  it('prepares a file again if another version prepared it, whatever its content', () => {
    assert.deepEqual(planChanges([known], [found], '2').toPrepare, [
      { file: found, knownId: 7, knownHash: '' },
    ]);
  });

  it('retries a file that could not be read or was over a limit', () => {
    assert.deepEqual(planChanges([{ ...known, skipped: 'unreadable' }], [found], '1').toPrepare, [
      { file: found, knownId: 7, knownHash: '' },
    ]);
    assert.deepEqual(planChanges([{ ...known, skipped: 'too-large' }], [found], '1').toPrepare, [
      { file: found, knownId: 7, knownHash: '' },
    ]);
    assert.deepEqual(planChanges([{ ...known, skipped: 'binary' }], [found], '1').toPrepare, []);
  });

  it('removes files that are gone, and then lists exactly those that were found', () => {
    const path: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const file = fc.record<FoundFile>(
      { path, sizeBytes: fc.nat(2), modifiedMs: fc.nat(2), identity: fc.constantFrom('1', '2') },
      { noNullPrototype: true },
    );
    const all = fc.uniqueArray(file, { selector: (one) => one.path });
    fc.assert(
      fc.property(all, all, (before, after) => {
        const old = before.map((one, id) => ({
          ...one,
          id,
          hash: 'x',
          preparation: '1',
          skipped: null,
        }));
        const { toPrepare, toRemove } = planChanges(old, after, '1');
        const gone = new Set(toRemove.map((one) => one.path));
        const state = new Map(
          before.filter((one) => !gone.has(one.path)).map((one) => [one.path, one]),
        );
        for (const { file: one } of toPrepare) state.set(one.path, one);
        const stored = [...state.values()]
          .map(({ path: own, sizeBytes, modifiedMs, identity }) => ({
            path: own,
            sizeBytes,
            modifiedMs,
            identity,
          }))
          .sort((a, b) => a.path.localeCompare(b.path));
        assert.deepEqual(
          stored,
          [...after].sort((a, b) => a.path.localeCompare(b.path)),
        );
      }),
    );
  });
});
