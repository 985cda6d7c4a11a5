import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Answer } from '../../../../src/core/answering/answer.ts';
import type { ChatEntry } from '../../../../src/core/conversation/chatState.ts';
import type { Hit, SourceRange } from '../../../../src/core/domain.ts';
import { toDetails } from '../../../../src/vscode/chat/answerEvents.ts';
import {
  toAnswer,
  toEntry,
  toSavedConversation,
} from '../../../../src/vscode/chat/conversations/keptEntries.ts';
import {
  maxHiddenBranches,
  maxSavedEntries,
  parseConversation,
} from '../../../../src/vscode/chat/conversations/savedConversation.ts';
import { toSourceViews } from '../../../../src/vscode/chat/sources/sourceViews.ts';
import { generation } from '../generation.ts';
import { hit } from '../hits.ts';
import { wording } from '../../../../src/core/texts/wording.ts';

const done: ChatEntry = {
  id: 'a',
  question: 'where?',
  phase: 'done',
  sources: [],
  searchMs: 5,
  meaningSearch: 'partial',
  teamServer: { host: 'db:5432', problem: 'db:5432 cannot be reached.', unsearchedFiles: 7 },
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

function shown(...entries: readonly ChatEntry[]) {
  return { entries, hidden: [] };
}

function found(hits: readonly Hit[], answer: Answer | null = null) {
  return { sources: () => hits, answer: () => answer };
}

describe('a saved conversation', () => {
  it('has the receipt of its answer, and shows it when it is reopened', () => {
    const result = {
      hits: [],
      meaningSearch: 'partial',
      generations: { '/work': 4 },
      timings: { lexicalMs: 0, embedMs: 0, denseMs: 0, fusionMs: 0, packMs: 0, totalMs: 5 },
    } as const;
    const answer: Answer = {
      result,
      text: 'In app.py [1].',
      citations: done.citations,
      sentences: done.sentences,
      generation: { ...generation, text: 'In app.py [1].', thoughts: 'Is it app.py?' },
    };
    const kept = toSavedConversation('c', shown(done), found([], answer), 7);
    const [read] = parseConversation(JSON.stringify(kept))?.entries ?? [];
    assert.ok(read);
    assert.deepEqual(toAnswer(read), answer);
    assert.deepEqual(toEntry(read, []).details, toDetails(generation));
  });

  it('says again what a detector doubted and read, or why it read nothing', () => {
    const doubted = { start: 3, end: 9, sign: 'detector', instead: [], probability: 0.9 } as const;
    const problem = wording('{path} does not exist', { path: '/x.onnx' });
    for (const detector of [{ model: 'D', claims: 2, read: 1, isCut: true }, { problem }]) {
      const [sentence] = done.sentences;
      const entry = { ...done, sentences: [{ ...sentence!, doubted: [doubted] }], detector };
      const kept = toSavedConversation('c', shown(entry), found([]), 7);
      const [read] = parseConversation(JSON.stringify(kept))?.entries ?? [];
      assert.ok(read);
      assert.deepEqual(toEntry(read, []), entry);
      assert.deepEqual(toAnswer(read).detector, detector);
    }
  });

  it('is read without its receipt if that is of another version or damaged', () => {
    const kept = toSavedConversation('c', shown(done), found([]), 7);
    const [entry] = kept?.entries ?? [];
    for (const damaged of [{}, { ...generation, receipt: { promptTokens: 'all' } }, 'none']) {
      const text = JSON.stringify({ ...kept, entries: [{ ...entry, generation: damaged }] });
      const [read] = parseConversation(text)?.entries ?? [];
      assert.deepEqual([read?.question, read?.generation], [done.question, null]);
    }
    const older = { ...entry, generation: undefined, indexGenerations: undefined };
    assert.deepEqual(parseConversation(JSON.stringify({ ...kept, entries: [older] })), kept);
  });

  it('survives a round trip through a file, whatever its texts and places', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(fc.string(), ranges)), (question, places) => {
        const hits = places.map(([text, range]) =>
          hit({
            text,
            range,
            bestLines: [range.startLine],
            copyOf: 1,
            copies: [{ root: '/w', path: 'b.py', range, lines: [{ number: 1, text }] }],
            unlistedCopies: 3,
          }),
        );
        const kept = toSavedConversation(
          'c',
          shown({ ...done, question, sources: toSourceViews(hits, []) }),
          found([...hits]),
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

  it('has the newest questions, and one that is running as interrupted', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ ...done, id: `e${i}` }));
    const running = { ...done, id: 'running', phase: 'reading' } as const;
    const kept = toSavedConversation('c', shown(...many, running), found([]), 7);
    const last = kept?.entries.at(-1);
    assert.deepEqual(
      [kept?.entries.length, last?.id, last?.phase, last?.interrupted],
      [maxSavedEntries, 'running', 'stopped', true],
    );
    assert.equal(toSavedConversation('c', shown(), found([]), 7), null);
  });

  it('has the other versions of its questions, up to a number', () => {
    const edited = { ...done, id: 'b', version: { of: 'a', number: 2 } };
    const original = { ...done, version: { of: 'a', number: 1 } };
    const hidden = [[original, { ...done, id: 'after' }]];
    const kept = toSavedConversation('c', { entries: [edited], hidden }, found([]), 7);
    const read = parseConversation(JSON.stringify(kept));
    assert.deepEqual(
      read?.hidden?.map((branch) => branch.map((entry) => toEntry(entry, []))),
      hidden,
    );
    assert.deepEqual(read.entries[0]?.version, { of: 'a', number: 2 });
    const many = Array.from({ length: 40 }, () => [original]);
    const few = toSavedConversation('c', { entries: [edited], hidden: many }, found([]), 7);
    assert.equal(few?.hidden?.length, maxHiddenBranches);
  });

  it('is not read from other data', () => {
    const kept = toSavedConversation('c', shown(done), found([]), 7);
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
