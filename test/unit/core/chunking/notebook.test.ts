import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseNotebook } from '../../../../src/core/chunking/notebook.ts';

const code = (source: unknown): object => ({ cell_type: 'code', source });

function sources(notebook: unknown): readonly string[] | undefined {
  return parseNotebook(JSON.stringify(notebook))?.cells.map(({ source }) => source);
}

describe('parseNotebook', () => {
  it('reads a source as a string or as a list, and a missing one as empty', () => {
    assert.deepEqual(
      sources({ cells: [code('a\nb'), code(['a\n', 'b']), code(null), { cell_type: 'code' }] }),
      ['a\nb', 'a\nb', '', ''],
    );
  });

  it('drops only the invalid part of a cell, or the cell', () => {
    const broken = [null, 7, 'text', [], {}, code(3), code({}), code([null, 'kept', 4])];
    for (const one of broken)
      assert.deepEqual(
        sources({ cells: [code('before'), one, code('after')] })?.map((text) =>
          text === 'kept' ? '' : text,
        ),
        ['before', '', 'after'],
      );
    assert.deepEqual(sources({ cells: [code([null, 'kept', 4])] }), ['kept']);
  });

  it('reads the cells of version 3 from its worksheets, numbered consecutively', () => {
    const input = (text: unknown): object => ({ cell_type: 'code', input: text });
    const worksheets = [{ cells: [input(['a = 1\n', 'b = 2'])] }, null, { cells: [input('c')] }];
    assert.deepEqual(sources({ nbformat: 3, metadata: null, worksheets }), ['a = 1\nb = 2', 'c']);
    assert.deepEqual(sources({ cells: null, worksheets }), ['a = 1\nb = 2', 'c']);
  });

  it('takes the language from wherever it is given, and defaults to Python', () => {
    const cases: [unknown, string][] = [
      [undefined, 'python'],
      [null, 'python'],
      [{ kernelspec: null, language_info: null }, 'python'],
      [{ kernelspec: { language: null }, language_info: { name: 5 } }, 'python'],
      [{ kernelspec: { language: 'R' }, language_info: null }, 'r'],
      [{ kernelspec: null, language_info: { name: 'C++' } }, 'cpp'],
      [{ language_info: { name: 'constructor' } }, 'constructor'],
    ];
    for (const [metadata, language] of cases)
      assert.equal(parseNotebook(JSON.stringify({ cells: [], metadata }))?.language, language);
  });

  it('reads NaN and Infinity as Python writes them, but not within strings', () => {
    const text = `{"cells": [{"cell_type": "code", "source": "x = NaN # \\"-Infinity\\\\",
      "outputs": [{"data": [NaN, Infinity, -Infinity, 1.5], "end": NaN}]}], "metadata": {}}`;
    assert.deepEqual(parseNotebook(text)?.cells, [
      { cell: 1, kind: 'code', source: 'x = NaN # "-Infinity\\' },
    ]);
  });

  it('returns null for other JSON, and for text that is not JSON', () => {
    for (const text of ['', '7', 'null', '[]', '{}', '{"cells": 3}', '{"cells": [', '{"a": "NaN'])
      assert.equal(parseNotebook(text), null, text);
  });

  it('keeps every readable source in order, whatever else the notebook contains', () => {
    const cell = fc.oneof(
      fc.record({ cell_type: fc.constantFrom('code', 'markdown'), source: fc.string() }),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.array(cell), fc.anything(), (others, metadata) => {
        const text = JSON.stringify({ cells: [code('x = 1'), ...others], metadata });
        const stored = (JSON.parse(text) as { cells: readonly unknown[] }).cells;
        const read = parseNotebook(text)?.cells ?? [];
        assert.equal(read.length, stored.length);
        for (const [i, one] of stored.entries()) {
          const source: unknown =
            typeof one === 'object' && one !== null && 'source' in one ? one.source : '';
          if (typeof source === 'string') assert.equal(read[i]?.cell, i + 1);
          if (typeof source === 'string' && source !== '') assert.equal(read[i]?.source, source);
        }
      }),
    );
  });
});
