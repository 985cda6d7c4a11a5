import assert from 'node:assert/strict';
import type { ChatEntry } from '../../../../src/core/conversation/chatState.ts';
import { emptyChat, reduceChat } from '../../../../src/core/conversation/reduceChat.ts';
import { markedSource } from '../../../../src/vscode/chat/sources/notUsefulSources.ts';
import { shownMarks } from '../../../../src/vscode/chat/sources/shownMarks.ts';
import { toSourceViews } from '../../../../src/vscode/chat/sources/sourceViews.ts';
import { hit } from '../hits.ts';

const hits = [
  { ...hit({ text: 'a' }), symbol: 'Session.get' },
  { ...hit({ text: 'b' }), path: 'README.md', symbol: '' },
];

/** Entries with these sources. */
function shown(...ids: readonly string[]): readonly ChatEntry[] {
  let state = emptyChat;
  for (const id of ids) {
    state = reduceChat(state, { type: 'asked', id, question: 'where?' });
    state = reduceChat(state, {
      type: 'sources-found',
      id,
      sources: toSourceViews(hits, []),
      searchMs: 1,
      meaningSearch: 'absent',
    });
  }
  return state.entries;
}

describe('the marks at the sources of answers', () => {
  const moved = { kind: 'lines', startLine: 90, endLine: 99 } as const;
  const marked = [markedSource({ ...hits[0]!, range: moved }), markedSource(hits[1]!)];

  it('are shown in every answer, by symbol or else by lines', () => {
    assert.deepEqual(
      shownMarks(shown('a', 'b'), () => hits, marked),
      ['a', 'b'].flatMap((id) =>
        [1, 2].map((source) => ({ type: 'source-marked', id, source, notUseful: true })),
      ),
    );
    const other = markedSource({ ...hits[1]!, range: moved });
    assert.deepEqual(
      shownMarks(shown('a'), () => hits, [other]),
      [],
    );
  });

  it('are taken away when they were removed, and left alone when they are right', () => {
    let state = { ...emptyChat, entries: shown('a') };
    for (const event of shownMarks(state.entries, () => hits, marked))
      state = reduceChat(state, event);
    assert.deepEqual(
      shownMarks(state.entries, () => hits, marked),
      [],
    );
    assert.deepEqual(
      shownMarks(state.entries, () => hits, marked.slice(1)),
      [{ type: 'source-marked', id: 'a', source: 1, notUseful: false }],
    );
  });

  it('are not shown at sources that are no longer known', () => {
    assert.deepEqual(
      shownMarks(shown('a'), () => [], marked),
      [],
    );
  });
});
