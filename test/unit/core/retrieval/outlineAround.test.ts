import assert from 'node:assert/strict';
import type { Chunk } from '../../../../src/core/domain.ts';
import { outlineAround } from '../../../../src/core/retrieval/presenting/outlineAround.ts';
import type { OutlineName } from '../../../../src/core/retrieval/presenting/outlineAround.ts';

function chunk(startLine: number, endLine: number, symbol: string, text = ''): Chunk {
  return { range: { kind: 'lines', startLine, endLine }, symbol, text };
}

/** `mount 19-27*`: the star marks the name with the source. */
function said(names: readonly OutlineName[]): readonly string[] {
  return names.map(
    ({ name, first, last, hasSource }) => `${name} ${first}-${last}${hasSource ? '*' : ''}`,
  );
}

const session: readonly Chunk[] = [
  chunk(1, 5, ''),
  chunk(8, 17, 'Session.__init__'),
  chunk(19, 27, 'Session.mount'),
  chunk(29, 30, 'Session.get_adapter'),
  chunk(31, 34, 'Session.get_adapter'),
  chunk(
    36,
    40,
    'Session.request, Session.close',
    '    def request(self):\n        return 1\n\n    def close(self):\n        pass',
  ),
  chunk(43, 50, 'Adapter.send'),
];

describe('the outline around a source', () => {
  it('of a method has the names of its class, each with its lines', () => {
    const { around, names, unlisted } = outlineAround(session, chunk(20, 25, 'Session.mount'));
    assert.deepEqual(said(around), ['Session 8-40*']);
    assert.deepEqual(said(names), [
      '__init__ 8-17',
      'mount 19-27*',
      'get_adapter 29-34',
      'request 36-37',
      'close 39-40',
    ]);
    assert.equal(unlisted, 0);
  });

  it('of lines outside of every name has the names of the file', () => {
    const { around, names } = outlineAround(session, chunk(1, 5, ''));
    assert.deepEqual(around, []);
    assert.deepEqual(said(names), ['Session 8-40', 'Adapter 43-50']);
  });

  it('of lines in two classes has the names of the file', () => {
    const { around, names } = outlineAround(session, chunk(39, 45, ''));
    assert.deepEqual(around, []);
    assert.deepEqual(said(names), ['Session 8-40*', 'Adapter 43-50*']);
  });

  it('of the head of a class has what is in the class', () => {
    const chunks = [chunk(1, 9, 'Point'), chunk(10, 20, 'Point.x'), chunk(21, 30, 'Point.y')];
    const { around, names } = outlineAround(chunks, chunk(1, 9, 'Point'));
    assert.deepEqual(said(around), ['Point 1-30*']);
    assert.deepEqual(said(names), ['x 10-20', 'y 21-30']);
  });

  it('of a section has the sections beside it, whatever its heading contains', () => {
    const chunks = [
      chunk(1, 4, 'Guide > Install, then run'),
      chunk(5, 9, 'Guide > Ask > By @name'),
      chunk(10, 12, 'Guide > Ask > Elsewhere'),
    ];
    const { around, names } = outlineAround(chunks, chunk(5, 6, ''));
    assert.deepEqual(said(around), ['Guide 1-12*', 'Ask 5-12*']);
    assert.deepEqual(said(names), ['By @name 5-9*', 'Elsewhere 10-12']);
    assert.deepEqual(said(outlineAround(chunks, chunk(2, 2, '')).names), [
      'Install, then run 1-4*',
      'Ask 5-12',
    ]);
  });

  it('of one name among hundreds has those around it, and counts the others', () => {
    const chunks = Array.from({ length: 300 }, (_, at) => chunk(at * 2 + 1, at * 2 + 2, `f${at}`));
    for (const at of [0, 150, 299]) {
      const { names, unlisted } = outlineAround(chunks, chunk(at * 2 + 1, at * 2 + 1, ''));
      assert.equal(names.length + unlisted, 300);
      assert.ok(names.length <= 40);
      assert.deepEqual(
        names.filter(({ hasSource }) => hasSource).map(({ name }) => name),
        [`f${at}`],
      );
    }
  });

  it('of a file without names, and of a page, is empty', () => {
    const page: Chunk = {
      ...chunk(1, 9, 'A'),
      range: { kind: 'page', page: 2, startLine: 1, endLine: 9 },
    };
    for (const [chunks, source] of [
      [[], chunk(1, 2, '')],
      [[chunk(1, 9, '')], chunk(1, 9, '')],
      [[page], page],
    ] as const)
      assert.deepEqual(outlineAround(chunks, source), { around: [], names: [], unlisted: 0 });
  });
});
