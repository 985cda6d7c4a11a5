import assert from 'node:assert/strict';
import {
  conversationAsJson,
  conversationAsMarkdown,
  hasWords,
  importedConversation,
} from '../../../../src/vscode/chat/conversations/exportedConversation.ts';
import { parseConversation } from '../../../../src/vscode/chat/conversations/savedConversation.ts';
import type { SavedConversation } from '../../../../src/vscode/chat/conversations/savedConversation.ts';
import { toSavedGeneration } from '../../../../src/vscode/chat/conversations/savedGeneration.ts';
import { generation } from '../generation.ts';
import { hit } from '../hits.ts';

const folder = { root: '/work/flask', name: 'flask' };
const conversation: SavedConversation = {
  version: 1,
  id: 'one',
  changedMs: 5,
  entries: [
    {
      id: 'a',
      question: 'Where are\nURLs matched?',
      phase: 'done',
      searchMs: 1,
      meaningSearch: 'ready',
      text: 'In the adapter.',
      citations: [],
      sentences: [],
      indexGenerations: {},
      generation: null,
      hits: [{ ...hit({ text: 'a' }), root: folder.root }],
    },
  ],
};

describe('an exported conversation', () => {
  it('is Markdown with questions as headings and links to sources', () => {
    assert.match(
      conversationAsMarkdown({ ...conversation, title: 'Matching' }),
      /^# Matching\n\n## Where are URLs matched\?\n\nIn the adapter\.\n\n\[1\] \[src\/app\.py/,
    );
  });

  it('is imported unchanged under a new id, and names no folder of this machine', () => {
    const json = conversationAsJson(conversation, [folder]);
    assert.doesNotMatch(json, /\/work\/flask/);
    const elsewhere = { root: '/home/me/flask', name: 'flask' };
    const imported = importedConversation(json, [{ root: '/x', name: 'x' }, elsewhere], 'two');
    assert.equal(imported?.id, 'two');
    assert.equal(imported.entries[0]?.hits[0]?.root, elsewhere.root);
    assert.deepEqual(importedConversation(json, [folder], 'one'), conversation);
  });

  it('has the other versions of its questions, as Markdown and after an import', () => {
    const [edited] = conversation.entries;
    assert.ok(edited);
    const original = { ...edited, id: 'o', question: 'Where?', text: 'In a router.' };
    const branched = { ...conversation, hidden: [[original]] };
    assert.match(
      conversationAsMarkdown(branched),
      /## Another version of a question\n\n### Where\?\n\nIn a router\./,
    );
    const json = conversationAsJson(branched, [folder]);
    assert.doesNotMatch(json, /\/work\/flask/);
    assert.deepEqual(importedConversation(json, [folder], 'one'), branched);
    assert.equal(hasWords(branched, 'router'), true);
    const outside = [
      [{ ...original, hits: original.hits.map((hit) => ({ ...hit, path: '../x' })) }],
    ];
    assert.equal(
      importedConversation(JSON.stringify({ ...branched, hidden: outside }), [folder], 'two'),
      null,
    );
  });

  it('is exported and imported without receipts, which name files of a machine', () => {
    const entries = conversation.entries.map((entry) => ({
      ...entry,
      generation: toSavedGeneration(generation),
      indexGenerations: { [folder.root]: 4 },
    }));
    const json = conversationAsJson({ ...conversation, entries }, [folder]);
    assert.doesNotMatch(json, /m\.gguf|\/work/);
    const foreign = JSON.stringify({ ...conversation, entries });
    assert.deepEqual(importedConversation(foreign, [folder], 'one'), conversation);
  });

  it('is refused if a source would be outside the workspace', () => {
    for (const path of ['/etc/passwd', '../x', 'a/../../x', 'C:\\x', '\\\\host\\x', '']) {
      const entries = conversation.entries.map((entry) => ({
        ...entry,
        hits: entry.hits.map((one) => ({ ...one, path })),
      }));
      const json = JSON.stringify({ ...conversation, entries });
      assert.equal(importedConversation(json, [folder], 'two'), null, path);
      const definedIn = { source: 1, path, line: 1, text: '' };
      const doubted = [{ start: 0, end: 2, sign: 'name', instead: [], definedIn }];
      const defining = conversation.entries.map((entry) => ({
        ...entry,
        sentences: [{ start: 0, end: 2, verdict: 'not-in-lines', doubted }],
      }));
      const other = JSON.stringify({ ...conversation, entries: defining });
      assert.equal(importedConversation(other, [folder], 'two'), null, path);
    }
    assert.equal(importedConversation('{"version":1}', [folder], 'two'), null);
    assert.equal(importedConversation('not JSON', [folder], 'two'), null);
  });

  it('keeps the lines that an answer quotes', () => {
    const quotation = {
      marker: 1,
      origin: 'model',
      offset: 8,
      lines: { first: 1, last: 1 },
      quote: 'a',
    } as const;
    const entries = conversation.entries.map((entry) => ({
      ...entry,
      text: 'It is [1:1-1]',
      citations: [quotation],
    }));
    const saved = parseConversation(JSON.stringify({ ...conversation, entries }));
    assert.deepEqual(saved?.entries[0]?.citations, [quotation]);
    const json = conversationAsJson({ ...conversation, entries }, [folder]);
    assert.deepEqual(importedConversation(json, [folder], 'one')?.entries[0]?.citations, [
      quotation,
    ]);
  });

  it('has sentences in receipts that were saved before there were quotations', () => {
    const { receipt } = generation;
    const older = {
      ...toSavedGeneration(generation),
      receipt: {
        ...receipt,
        decoding: { ...receipt.decoding, wording: undefined },
        quotable: undefined,
      },
    };
    const entries = conversation.entries.map((entry) => ({ ...entry, generation: older }));
    const saved = parseConversation(JSON.stringify({ ...conversation, entries }));
    assert.deepEqual(saved?.entries[0]?.generation, toSavedGeneration(generation));
  });

  it('keeps a title that the user gave it, up to a maximum length', () => {
    const named = { ...conversation, title: 'Matching' };
    assert.deepEqual(parseConversation(JSON.stringify(named)), named);
    const long = { ...conversation, title: 'x'.repeat(201) };
    assert.equal(parseConversation(JSON.stringify(long)), null);
  });
});

describe('the search for earlier conversations', () => {
  it('matches every word in a question, an answer or the title, in any case', () => {
    assert.equal(hasWords(conversation, 'urls ADAPTER'), true);
    assert.equal(hasWords(conversation, 'urls cookie'), false);
    assert.equal(hasWords({ ...conversation, title: 'Cookies' }, 'urls cookie'), true);
    assert.equal(hasWords(conversation, '  '), true);
  });
});
