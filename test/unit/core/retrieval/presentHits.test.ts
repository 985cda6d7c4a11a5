import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RankedCandidate } from '../../../../src/core/retrieval/fuseScores.ts';
import { presentHits } from '../../../../src/core/retrieval/presentHits.ts';
import { MemoryFolderIndex } from '../../../support/memoryFolderIndex.ts';

const scores = { lexical: 1, dense: 0, file: 1, prior: 1, final: 1 };

/** A file of chunks that begin and end at lines with text, parted by blank lines, and some of its chunks in any order. */
const ranked = fc.record({
  chunks: fc.array(fc.record({ blanks: fc.nat(2), lines: fc.array(fc.constantFrom('', 'def load(path):', '    return adapter', '    x = 1', 'y'.repeat(120)), { maxLength: 30 }) }), { minLength: 1, maxLength: 6 }),
  order: fc.array(fc.nat(5), { maxLength: 8 }),
}).map(({ chunks, order }) => {
  const file: string[] = [];
  const placed = chunks.map(({ blanks, lines }, index) => {
    for (let blank = 0; blank < blanks; blank++) file.push('');
    const startLine = file.length + 1;
    const text = [`first of ${index}`, ...lines, `last of ${index}`];
    file.push(...text);
    return { path: 'a.py', startLine, text: text.join('\n') };
  });
  const index = new MemoryFolderIndex('/w', placed);
  const ids = [...new Set(order)].filter((id) => id < chunks.length).map((id) => id + 1);
  return { file, candidates: index.chunks(ids).map((chunk): RankedCandidate => ({ folder: index, chunk, lexical: 1, dense: 0, scores })) };
});

const terms = new Map([['load', 1], ['adapter', 0.5], ['path', 0.7]]);

describe('presentHits', () => {
  it('gives every hit exactly the lines of its range', () => {
    fc.assert(fc.property(ranked, ({ file, candidates }) => {
      for (const { range, text } of presentHits(candidates, terms)) assert.deepEqual(text.split('\n'), file.slice(range.startLine - 1, range.endLine));
    }));
  });

  it('never shows a line twice', () => {
    fc.assert(fc.property(ranked, ({ candidates }) => {
      const shown = presentHits(candidates, terms).flatMap(({ range }) => Array.from({ length: range.endLine - range.startLine + 1 }, (_, line) => range.startLine + line));
      assert.equal(new Set(shown).size, shown.length);
    }));
  });

  it('marks best lines within the range only', () => {
    fc.assert(fc.property(ranked, ({ candidates }) => {
      for (const { range, bestLines } of presentHits(candidates, terms)) {
        assert.ok(bestLines.length > 0 && bestLines.length <= 3);
        for (const line of bestLines) assert.ok(line >= range.startLine && line <= range.endLine);
      }
    }));
  });

  it('shows something of every candidate', () => {
    fc.assert(fc.property(ranked, ({ candidates }) => {
      const hits = presentHits(candidates, terms);
      for (const { chunk } of candidates) {
        const { startLine, endLine } = chunk.range;
        assert.ok(hits.some(({ range }) => range.startLine <= endLine && range.endLine >= startLine), `lines ${startLine}-${endLine}`);
      }
    }));
  });

  it('shows of a long function its signature and the lines that match', () => {
    const body = Array.from({ length: 60 }, (_, line) => `    total_${line} = ${line}`);
    const text = ['@cached', 'def load(path):', ...body.slice(0, 30), '    return adapter', ...body.slice(30)].join('\n');
    const index = new MemoryFolderIndex('/w', [{ path: 'a.py', symbol: 'Store.load', text }]);
    const candidates = index.chunks([1]).map((chunk): RankedCandidate => ({ folder: index, chunk, lexical: 1, dense: 0, scores }));
    const hits = presentHits(candidates, new Map([['adapter', 1]]));
    assert.deepEqual(hits.map(({ range }) => range.startLine), [2, 31]);
    assert.ok(hits[1]?.text.includes('return adapter'));
  });
});
