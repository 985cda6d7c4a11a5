import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Segment } from '../../../src/node/postgres/publishing/segment.ts';

const term = fc.constantFrom('a', 'b', 'call', 'é', 'zebra', '가방', '404');
const chunk = fc.record({
  frequencies: fc.uniqueArray(fc.tuple(term, fc.integer({ min: 1, max: 40_000 })), {
    selector: ([word]) => word,
  }),
  length: fc.integer({ min: 0, max: 40_000 }),
});

describe('a segment of postings', () => {
  it('has for each term, in order, its chunks in order, whatever the size of a part', () => {
    fc.assert(
      fc.property(fc.array(chunk), fc.integer({ min: 1, max: 4 }), (chunks, size) => {
        const segment = new Segment(1);
        const expected = new Map<string, number[][]>();
        for (const [index, { frequencies, length }] of chunks.entries()) {
          segment.add(index + 7, { frequencies: new Map(frequencies), length });
          for (const [word, frequency] of frequencies) {
            const stored = [index + 7, Math.min(frequency, 32_767), Math.min(length, 32_767)];
            expected.set(word, [...(expected.get(word) ?? []), stored]);
          }
        }
        const found: [string, number[][]][] = [];
        for (const part of segment.parts(size)) {
          assert(part.terms.length <= size);
          let at = 0;
          for (const [index, word] of part.terms.entries()) {
            const postings = Array.from({ length: part.counts[index]! }, () => [
              part.chunks[at]!,
              part.frequencies[at]!,
              part.lengths[at++]!,
            ]);
            found.push([word, postings]);
          }
          assert.equal(at, part.chunks.length);
        }
        assert.equal(segment.chunks, chunks.length);
        assert.deepEqual(
          found,
          [...expected].sort(([a], [b]) => (a < b ? -1 : 1)),
        );
      }),
    );
  });

  it('grows with its postings', () => {
    const segment = new Segment(1);
    const words = Array.from({ length: 1000 }, (_, index): [string, number] => [`w${index}`, 3]);
    for (let id = 1; id <= 100; id++)
      segment.add(id, { frequencies: new Map(words), length: 3000 });
    const [part] = segment.parts(10_000);
    assert.equal(part?.chunks.length, 100_000);
    assert(part.frequencies.every((frequency) => frequency === 3));
    assert.deepEqual([...part.chunks.subarray(0, 100)], [...part.chunks.subarray(-100)]);
  });
});
