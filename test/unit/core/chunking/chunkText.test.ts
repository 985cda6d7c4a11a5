import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chunkText } from '../../../../src/core/chunking/chunkText.ts';
import type { Outline } from '../../../../src/core/chunking/outline/outline.ts';
import { emptyOutline } from '../../../../src/core/chunking/outline/outline.ts';
import { plainOutline } from '../../../../src/core/chunking/outline/plainOutline.ts';
import { splitLines } from '../../../../src/core/chunking/textLines.ts';
import type { Chunk } from '../../../../src/core/domain.ts';
import { loadWordPiece } from '../../../../src/node/embedding/loadWordPiece.ts';
import { assertChunksOf } from '../../../support/indexes/chunkInvariants.ts';

const tokenizer = loadWordPiece();

function chunks(lines: readonly string[], outline: Outline = plainOutline(lines)): Chunk[] {
  const steps = chunkText(lines, outline, tokenizer, {
    rangeOf: (startLine, endLine, columns) => ({
      kind: 'lines',
      startLine,
      endLine,
      ...(columns === undefined ? {} : { columns }),
    }),
  });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const someWords = [
  'self.value',
  'return',
  '{',
  '}',
  '漢字',
  '\t',
  '  ',
  '👩‍👩‍👧',
  '\u0000',
  'Σ',
  '█',
] as const;

/** Words, marks and white space of all kinds, sometimes in runs too long for any chunk. */
const word = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom(...someWords),
    fc
      .string({ minLength: 1, maxLength: 3 })
      .chain((text) => fc.integer({ min: 1, max: 3000 }).map((times) => text.repeat(times))),
  )
  .map((text) => text.replace(/[\r\n]/g, ' '));
const line = fc.oneof(
  { weight: 3, arbitrary: fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')) },
  fc.constantFrom('', '   ', '\t'),
);
const someLines = fc.array(line, { maxLength: 60 });

describe('chunkText', () => {
  it('covers every line in order with exact text and within the limit, for any lines', () => {
    fc.assert(
      fc.property(someLines, (lines) => {
        assertChunksOf(lines, chunks(lines), tokenizer);
      }),
      { numRuns: 300 },
    );
  });

  it('covers every line whatever the outline says', () => {
    const outlined = someLines.chain((lines) =>
      fc.record({
        lines: fc.constant(lines),
        costs: fc.array(fc.float({ min: 0, max: 4, noNaN: true }), {
          minLength: lines.length,
          maxLength: lines.length,
        }),
        units: fc.array(fc.integer({ min: -1, max: 3 }), {
          minLength: lines.length,
          maxLength: lines.length,
        }),
        scopes: fc.array(fc.integer({ min: -1, max: 2 }), {
          minLength: lines.length,
          maxLength: lines.length,
        }),
        symbols: fc.tuple(
          ...['Class', 'method', 'inner'].map((name) =>
            fc.integer({ min: 1, max: 20 }).map((times) => `${name} `.repeat(times).trim()),
          ),
        ),
      }),
    );
    fc.assert(
      fc.property(outlined, ({ lines, costs, units, scopes, symbols }) => {
        const outline: Outline = {
          borderCost: Float32Array.from(costs),
          unit: Int32Array.from(units),
          unitParents: [-1, 0, -1, 2],
          scope: Int32Array.from(scopes),
          scopes: symbols.map((symbol, i) => ({ symbol, parent: i - 1, container: i === 0 })),
        };
        assertChunksOf(lines, chunks(lines, outline), tokenizer);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves room for the symbol', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `value ${i} is here`);
    const symbol = Array.from({ length: 12 }, (_, i) => `Part${i}`).join('.');
    const outline = {
      ...emptyOutline(lines.length, 0),
      scopes: [{ symbol, parent: -1, container: false }],
    };
    outline.scope.fill(0);
    const result = chunks(lines, outline);
    assertChunksOf(lines, result, tokenizer);
    for (const chunk of result) assert.equal(chunk.symbol, symbol);
  });

  it('cuts texts that are too long for one outline', () => {
    const lines = Array.from({ length: 9000 }, (_, i) =>
      i % 7 === 0 ? '' : `${'  '.repeat(i % 5)}item ${i}`,
    );
    assertChunksOf(lines, chunks(lines), tokenizer);
  });

  it('splits a one-megabyte line by columns, with and without spaces', () => {
    for (const text of [
      'x'.repeat(1_000_000),
      'some words '.repeat(90_000),
      '{"a":[1,2,3]},'.repeat(70_000),
      '漢'.repeat(300_000),
      '😀'.repeat(200_000),
    ]) {
      const result = chunks(['short', text, 'end']);
      assertChunksOf(['short', text, 'end'], result, tokenizer);
      assert.deepEqual(
        result
          .filter(({ range }) => range.kind === 'lines' && range.columns === undefined)
          .map(({ text: own }) => own),
        ['short', 'end'],
      );
    }
  });

  it('never splits a character of two code units', () => {
    for (const { text } of chunks([`a${'😀'.repeat(5000)}`]))
      assert.ok(!/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text));
  });

  it('joins small neighbours and keeps larger functions apart', () => {
    const body = Array.from({ length: 10 }, (_, i) => `  const value${i} = compute(${i});`);
    const lines = [
      'let a = 1;',
      'let b = 2;',
      '',
      'function one() {',
      ...body,
      '}',
      '',
      'function two() {',
      ...body,
      '}',
    ];
    const outline = { ...emptyOutline(lines.length, 1), unitParents: [-1, -1, -1] };
    outline.borderCost[3] = outline.borderCost[16] = 0;
    outline.unit.fill(0, 0, 3).fill(1, 3, 16).fill(2, 16);
    assert.deepEqual(
      chunks(lines, outline).map(({ range }) => [range.startLine, range.endLine]),
      [
        [1, 15],
        [17, 28],
      ],
    );
  });

  it('cuts at the cheapest border rather than where the limit falls', () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `statement number ${i} does a rather long thing (${i})`,
    );
    const outline = emptyOutline(lines.length, 1);
    outline.borderCost[17] = 0;
    assert.deepEqual(
      chunks(lines, outline).map(({ range }) => range.startLine),
      [1, 18],
    );
  });

  it('yields often while it works on a large text', () => {
    const lines = splitLines(`${'word '.repeat(20)}\n`.repeat(10_000));
    const steps = chunkText(lines, plainOutline(lines), tokenizer, {
      rangeOf: (startLine, endLine) => ({ kind: 'lines', startLine, endLine }),
    });
    let pauses = 0;
    while (steps.next().done !== true) pauses++;
    assert.ok(pauses > 30, `${pauses} pauses in a megabyte`);
  });
});
