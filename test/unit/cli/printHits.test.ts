import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { toJsonHit } from '../../../src/cli/jsonShapes.ts';
import { printHits } from '../../../src/cli/printHits.ts';
import { Terminal } from '../../../src/cli/terminal.ts';
import type { Hit } from '../../../src/core/domain.ts';

const hit: Hit = {
  root: '/w',
  path: 'dev.yaml',
  language: 'yaml',
  range: { kind: 'lines', startLine: 1, endLine: 2 },
  text: 'server:\n  timeout: 5',
  symbol: '',
  score: 1,
  breakdown: {
    lexical: 1,
    dense: 0,
    phrases: 0,
    neighbours: 0,
    file: 0,
    prior: 1,
    final: 1,
    matchedWords: [],
  },
  bestLines: [2],
};
const variant: Hit = {
  ...hit,
  path: 'staging.yaml',
  range: { kind: 'lines', startLine: 2, endLine: 2 },
  text: '  timeout: 15',
  copyOf: 1,
};
const hits: readonly Hit[] = [
  {
    ...hit,
    copies: [
      {
        root: '/w',
        path: 'production.yaml',
        range: hit.range,
        lines: [{ number: 2, text: '  timeout: 45' }],
      },
      { root: '/w', path: 'copy/dev.yaml', range: hit.range, lines: [] },
    ],
    unlistedCopies: 9,
  },
  variant,
];

describe('near copies of a source', () => {
  it('are printed in a terminal with their lines that differ, and the others counted', () => {
    const stream = new PassThrough();
    const both = stream as unknown as NodeJS.WriteStream;
    printHits(hits, new Terminal(both, both));
    assert.deepEqual(String(stream.read()).trimEnd().split('\n'), [
      '[1] dev.yaml:1-2',
      '     2  timeout: 5',
      '        also in production.yaml:1-2, but:',
      '     2  timeout: 45',
      '        also in copy/dev.yaml:1-2',
      '        and in 9 more places',
      '[2] staging.yaml:2  like [1], but:',
      '     2  timeout: 15',
    ]);
  });

  it('are in the JSON of a hit, with places, lines and counts', () => {
    const [first, second] = hits.map(toJsonHit);
    assert.deepEqual(first?.copies, [
      {
        path: 'production.yaml',
        startLine: 1,
        endLine: 2,
        lines: [{ number: 2, text: '  timeout: 45' }],
      },
      { path: 'copy/dev.yaml', startLine: 1, endLine: 2, lines: [] },
    ]);
    assert.deepEqual([first.unlistedCopies, first.copyOf], [9, undefined]);
    assert.deepEqual([second?.copyOf, second?.copies], [1, undefined]);
  });
});
