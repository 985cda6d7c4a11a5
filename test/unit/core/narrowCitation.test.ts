import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineFinder, narrowHit } from '../../../src/core/answering/narrowCitation.ts';
import type { Hit } from '../../../src/core/domain.ts';

const source = [
  'class Session:',
  '    """Keeps cookies and adapters between requests."""',
  '',
  '    def mount(self, prefix, adapter):',
  '        """Registers a connection adapter to a prefix."""',
  '        self.adapters[prefix] = adapter',
  '',
  '    def close(self):',
  '        """Closes all adapters and as such the session."""',
  '        for v in self.adapters.values():',
  '            v.close()',
];
const find = lineFinder(source);
const hit: Hit = {
  root: '/work',
  path: 'sessions.py',
  language: 'python',
  range: { kind: 'lines', startLine: 100, endLine: 110 },
  text: source.join('\n'),
  symbol: 'Session',
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
  bestLines: [],
};

describe('lineFinder', () => {
  it('finds the lines that support a sentence', () => {
    assert.deepEqual(find('`mount` registers an adapter for a prefix.'), { first: 4, last: 5 });
    assert.deepEqual(find('Cookies are kept between requests.'), { first: 2, last: 2 });
  });

  it('finds none for a sentence without a word of the source, or in a short source', () => {
    assert.equal(find('Nothing like that happens here.'), null);
    assert.equal(lineFinder(['one adapter', 'two', 'three'])('An adapter.'), null);
  });

  it('returns lines of the source whatever the sentence', () => {
    const line = fc.stringMatching(/^[a-c ]{0,6}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), line, (lines, sentence) => {
        const found = lineFinder(lines)(sentence);
        if (found === null) return;
        assert(1 <= found.first && found.first <= found.last && found.last <= lines.length);
      }),
    );
  });
});

describe('narrowHit', () => {
  it('keeps the lines and their place in the file', () => {
    const { range, text } = narrowHit(hit, { first: 4, last: 5 });
    assert.deepEqual(range, { kind: 'lines', startLine: 103, endLine: 104 });
    assert.equal(text, source.slice(3, 5).join('\n'));
  });

  it('ignores lines that the source does not have', () => {
    assert.deepEqual(narrowHit(hit, { first: 11, last: 99 }).range.endLine, 110);
    assert.equal(narrowHit(hit, { first: 12, last: 13 }), hit);
  });
});
