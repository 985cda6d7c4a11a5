import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatEntry } from '../../../src/core/conversation/chatState.ts';
import type { SourceRange } from '../../../src/core/domain.ts';
import { toEntry, toSavedConversation } from '../../../src/vscode/chat/keptEntries.ts';
import { maxSavedEntries, parseConversation } from '../../../src/vscode/chat/savedConversation.ts';
import { toSourceViews } from '../../../src/vscode/chat/sourceViews.ts';
import { hit } from './hits.ts';

const done: ChatEntry = {
  id: 'a',
  question: 'where?',
  phase: 'done',
  sources: [],
  searchMs: 5,
  meaningSearch: 'partial',
  reading: null,
  text: 'In app.py [1].',
  thoughts: 'Is it app.py?',
  citations: [{ marker: 1, origin: 'model', offset: 10 }],
  sentences: [{ start: 0, end: 14, verdict: 'not-checked', doubted: [] }],
  details: null,
  notice: null,
};
const line = fc.integer({ min: 1, max: 1000 });
const ranges: fc.Arbitrary<SourceRange> = fc.oneof(
  fc.record({ kind: fc.constant('lines' as const), startLine: line, endLine: line }),
  fc.record({ kind: fc.constant('page' as const), page: line, startLine: line, endLine: line }),
  fc.record({ kind: fc.constant('cell' as const), cell: line, startLine: line, endLine: line }),
  fc.record({
    kind: fc.constant('lines' as const),
    startLine: line,
    endLine: line,
    columns: fc.tuple(line, line),
  }),
);

describe('a saved conversation', () => {
  it('survives a round trip through a file, whatever its texts and places', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(fc.string(), ranges)), (question, found) => {
        const hits = found.map(([text, range]) =>
          hit({ text, range, bestLines: [range.startLine] }),
        );
        const kept = toSavedConversation(
          'c',
          [{ ...done, question, sources: toSourceViews(hits, []) }],
          () => hits,
          7,
        );
        const read = parseConversation(JSON.stringify(kept));
        assert.deepEqual(
          read?.entries.map((entry) => toEntry(entry, [])),
          [{ ...done, question, sources: toSourceViews(hits, []) }],
        );
      }),
    );
  });

  it('has the newest questions, and none that did not end', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ ...done, id: `e${i}` }));
    const kept = toSavedConversation(
      'c',
      [...many, { ...done, id: 'running', phase: 'reading' }],
      () => [],
      7,
    );
    assert.deepEqual([kept?.entries.length, kept?.entries.at(-1)?.id], [maxSavedEntries, 'e39']);
    assert.equal(
      toSavedConversation('c', [{ ...done, phase: 'searching' }], () => [], 7),
      null,
    );
  });

  it('is not read from other data', () => {
    const kept = toSavedConversation('c', [done], () => [], 7);
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      JSON.stringify({ ...kept, version: 2 }),
      JSON.stringify({ ...kept, id: '../../x' }),
      JSON.stringify({ ...kept, entries: [] }),
      JSON.stringify({ ...kept, entries: [{ ...kept?.entries[0], phase: 'writing' }] }),
    ]) {
      assert.equal(parseConversation(text), null, text);
    }
    fc.assert(fc.property(fc.json(), (text) => parseConversation(text) === null));
  });
});
