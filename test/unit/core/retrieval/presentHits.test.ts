import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChosenCandidate } from '../../../../src/core/retrieval/ranking/diversify.ts';
import { presentHits as present } from '../../../../src/core/retrieval/presenting/presentHits.ts';
import { MemoryFolderIndex } from '../../../support/indexes/memoryFolderIndex.ts';

const noCopies = { differs: [], variants: [], copies: [], unlistedCopies: 0 };
const scores = { lexical: 1, dense: 0, phrases: 0, neighbours: 0, file: 1, prior: 1, final: 1 };

/** Chunks of an index as candidates without copies, all ranked alike. */
function candidatesOf(index: MemoryFolderIndex, ids: readonly number[]): ChosenCandidate[] {
  return index
    .stored(ids)
    .map((chunk) => ({ folder: index, chunk, lexical: 1, dense: 0, scores, ...noCopies }));
}

/**
 * A file of chunks that begin and end at lines with text, separated by blank lines, and some of its
 * chunks in any order.
 */
const ranked = fc
  .record({
    chunks: fc.array(
      fc.record({
        blanks: fc.nat(2),
        lines: fc.array(
          fc.constantFrom(
            '',
            'def load(path):',
            '    return adapter',
            '    x = 1',
            'y'.repeat(120),
          ),
          { maxLength: 30 },
        ),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    order: fc.array(fc.nat(5), { maxLength: 8 }),
  })
  .map(({ chunks, order }) => {
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
    return {
      file,
      candidates: candidatesOf(index, ids),
    };
  });

/** Without synonyms. */
const presentHits = (
  candidates: readonly ChosenCandidate[],
  asked: ReadonlyMap<string, number>,
  limit: number,
) => present(candidates, { asked, withSynonyms: asked }, limit);

const terms = new Map([
  ['load', 1],
  ['adapter', 0.5],
  ['path', 0.7],
]);

describe('presentHits', () => {
  it('gives every hit exactly the lines of its range', () => {
    fc.assert(
      fc.property(ranked, ({ file, candidates }) => {
        for (const { range, text } of presentHits(candidates, terms, 20))
          assert.deepEqual(text.split('\n'), file.slice(range.startLine - 1, range.endLine));
      }),
    );
  });

  it('never shows a line twice', () => {
    fc.assert(
      fc.property(ranked, ({ candidates }) => {
        const shown = presentHits(candidates, terms, 20).flatMap(({ range }) =>
          Array.from(
            { length: range.endLine - range.startLine + 1 },
            (_, line) => range.startLine + line,
          ),
        );
        assert.equal(new Set(shown).size, shown.length);
      }),
    );
  });

  it('marks best lines only within the range', () => {
    fc.assert(
      fc.property(ranked, ({ candidates }) => {
        for (const { range, bestLines } of presentHits(candidates, terms, 20)) {
          assert.ok(bestLines.length > 0 && bestLines.length <= 3);
          for (const line of bestLines) assert.ok(line >= range.startLine && line <= range.endLine);
        }
      }),
    );
  });

  it('shows part of every candidate', () => {
    fc.assert(
      fc.property(ranked, ({ candidates }) => {
        const hits = presentHits(candidates, terms, 20);
        for (const { chunk } of candidates) {
          const { startLine, endLine } = chunk.range;
          assert.ok(
            hits.some(({ range }) => range.startLine <= endLine && range.endLine >= startLine),
            `lines ${startLine}-${endLine}`,
          );
        }
      }),
    );
  });

  it('shows the signature and the matching lines of a long function', () => {
    const body = Array.from({ length: 60 }, (_, line) => `    total_${line} = ${line}`);
    const text = [
      '@cached',
      'def load(path):',
      ...body.slice(0, 30),
      '    return adapter',
      ...body.slice(30),
    ].join('\n');
    const index = new MemoryFolderIndex('/w', [{ path: 'a.py', symbol: 'Store.load', text }]);
    const candidates = candidatesOf(index, [1]);
    const hits = presentHits(candidates, new Map([['adapter', 1]]), 10);
    assert.equal(hits.length, 2);
    assert.ok(
      hits[0]?.text.startsWith('@cached\ndef load(path):') === true &&
        hits[1]?.text.includes('return adapter'),
    );
  });

  const shownOf = (symbol: string, lines: readonly string[]): string[] => {
    const index = new MemoryFolderIndex('/w', [
      { path: 'Ship.java', symbol, text: lines.join('\n') },
    ]);
    const candidates = candidatesOf(index, [1]);
    return presentHits(candidates, new Map([['adapter', 1]]), 10).map(({ text }) => text);
  };
  const fields = Array.from({ length: 40 }, (_, line) => `    private int total${line};`);

  it('shows the head of a class after its matching lines', () => {
    const shown = shownOf('Ship', ['public class Ship {', ...fields, '    int adapter;']);
    assert.equal(shown.length, 2);
    assert.ok(shown[0]?.includes('adapter') === true);
    assert.equal(shown[1], 'public class Ship {');
  });

  it('shows the signature of a line if small functions share a chunk', () => {
    const shown = shownOf('Ship.first, Ship.second', [
      '    int first() {',
      ...fields,
      '    int second() {',
      ...fields,
      '        return adapter;',
    ]);
    assert.deepEqual(shown.length, 2);
    assert.ok(shown[0]?.includes('int second() {') === true);
    assert.ok(shown[1]?.includes('adapter') === true);
  });

  it('shows the only small function that matches, by its own name', () => {
    const getter = (name: string): string[] => [
      `def get_${name}(self):`,
      `    return self.${name}`,
      '',
    ];
    const file = ['first', 'adapter', 'third'].flatMap(getter).slice(0, -1);
    const index = new MemoryFolderIndex('/w', [
      { path: 'a.py', symbol: 'Ship.get_first, Ship.get_adapter', text: file.join('\n') },
      { path: 'a.py', startLine: 10, symbol: 'Ship.get_last', text: getter('last').join('\n') },
    ]);
    const candidates = candidatesOf(index, [1, 2]);
    const asked = new Map([
      ['adapter', 1],
      ['get', 0.1],
    ]);
    const [first] = presentHits(candidates, asked, 10);
    assert.deepEqual(
      [first?.symbol, first?.range.startLine, first?.range.endLine],
      ['Ship.get_adapter', 4, 5],
    );
  });

  it('chooses and marks lines by synonyms, and names only words of the question', () => {
    const body = Array.from({ length: 40 }, (_, line) => `x${line} = prepare(${line})`);
    const text = [...body, 'if required:', ...body].join('\n');
    const index = new MemoryFolderIndex('/w', [{ path: 'a.py', text }]);
    const candidates = candidatesOf(index, [1]);
    const asked = new Map([['mandatory', 0]]);
    const [hit] = present(
      candidates,
      { asked, withSynonyms: new Map([...asked, ['requir', 1]]) },
      10,
    );
    assert.ok(hit?.text.includes('if required:') === true);
    assert.deepEqual(hit.bestLines, [41]);
    assert.deepEqual(hit.breakdown.matchedWords, []);
  });

  /**
   * Candidates of one file whose chunks each have a signature and, far below it, a line with
   * `adapter`.
   */
  const longFunctions = (count: number): ChosenCandidate[] => {
    const body = Array.from({ length: 30 }, (_, line) => `    total_${line} = prepare(${line})`);
    const texts = Array.from({ length: count }, (_, index) =>
      [`def load_${index}(path):`, ...body, '    return adapter', ...body].join('\n'),
    );
    const index = new MemoryFolderIndex(
      '/w',
      texts.map((text, place) => ({ path: `${place}.py`, symbol: `load_${place}`, text })),
    );
    return index
      .stored(texts.map((_, place) => place + 1))
      .map((chunk) => ({ folder: index, chunk, lexical: 1, dense: 0, scores, ...noCopies }));
  };

  it('returns exactly the number of hits requested, if there are enough', () => {
    for (const limit of [1, 2, 3, 10])
      assert.equal(presentHits(longFunctions(20), new Map([['adapter', 1]]), limit).length, limit);
  });

  it('shows the matching lines of a single hit, not only the signature', () => {
    assert.ok(
      presentHits(longFunctions(1), new Map([['adapter', 1]]), 1)[0]?.text.includes('adapter'),
    );
  });

  it('shows both parts of a function together, but only in the first half', () => {
    const hits = presentHits(longFunctions(20), new Map([['adapter', 1]]), 8);
    assert.deepEqual(
      hits.map(({ path }) => path),
      ['0.py', '0.py', '1.py', '1.py', '2.py', '3.py', '4.py', '5.py'],
    );
  });

  it('closes a small gap between neighbours, and keeps the parts of both together', () => {
    const body = Array.from({ length: 30 }, (_, line) => `    total_${line} = prepare(${line})`);
    const first = ['def load(path):', ...body, '    return adapter', '    # done'];
    const second = ['# next', 'def store(adapter):', '    pass'];
    const index = new MemoryFolderIndex('/w', [
      { path: 'a.py', symbol: 'load', text: first.join('\n') },
      { path: 'a.py', symbol: 'store', startLine: first.length + 2, text: second.join('\n') },
      { path: 'b.py', text: 'adapter = 1' },
    ]);
    const candidates = candidatesOf(index, [2, 3, 1]);
    const hits = presentHits(candidates, new Map([['adapter', 1]]), 10);
    assert.deepEqual(
      hits.map(({ path }) => path),
      ['a.py', 'a.py', 'b.py'],
    );
    assert.equal(hits[0]?.range.startLine, 1);
    assert.equal(hits[1]?.range.endLine, first.length + 1 + second.length);
    assert.equal(
      hits[1].text,
      [...first, '', ...second].slice(hits[1].range.startLine - 1).join('\n'),
    );
  });
});
