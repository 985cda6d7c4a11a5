import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/core/conversation/chatEvents.ts';
import { emptyChat, reduceChat } from '../../../src/core/conversation/reduceChat.ts';
import { announcement } from '../../../webview/announcement.ts';
import { flaskSources } from '../../webview/sampleChats.ts';

/** What is announced while these events happen one after the other. */
function said(...events: readonly ChatEvent[]): readonly string[] {
  let state = emptyChat;
  return events.flatMap((event) => {
    const before = state;
    state = reduceChat(state, event);
    return announcement(before, state) ?? [];
  });
}

const asked: ChatEvent = { type: 'asked', id: 'a', question: 'q' };
const found: ChatEvent = {
  type: 'sources-found',
  id: 'a',
  sources: flaskSources,
  searchMs: 1,
  meaningSearch: 'ready',
};
const readingAt = (readTokens: number): ChatEvent => ({
  type: 'reading',
  id: 'a',
  reading: { readTokens, totalTokens: 640, secondsLeft: 14, fewer: null },
});
const finished = (text: string | null): ChatEvent => ({
  type: 'finished',
  id: 'a',
  text,
  citations: [],
  sentences: [],
  details: null,
  notice: null,
});

describe('announcement', () => {
  it('says which version of a question is shown, not its answer again', () => {
    assert.deepEqual(
      said(
        asked,
        finished('In app.py.'),
        { type: 'asked', id: 'b', question: 'r', insteadOf: 'a' },
        { type: 'version-shown', id: 'a' },
      ),
      ['Answer: In app.py.', 'Version 1 of 2'],
    );
  });

  it('announces found sources, the start of reading and the finished answer, no tokens', () => {
    const text: ChatEvent = { type: 'text', id: 'a', delta: 'word ' };
    assert.deepEqual(
      said(
        asked,
        found,
        { type: 'loading-model', id: 'a' },
        readingAt(0),
        readingAt(64),
        readingAt(128),
        text,
        text,
        text,
        finished('word word word'),
      ),
      [
        '5 sources found',
        'Loading the model',
        'Reading the sources, about 14\u00a0s',
        'Answer: word word word',
      ],
    );
  });

  it('announces what was found even if the answer finishes at the same time', () => {
    assert.deepEqual(said(asked, found, finished(null)), ['5 sources found']);
  });

  it('announces that and why a question ended without an answer', () => {
    assert.deepEqual(said(asked, { type: 'stopped', id: 'a' }), ['Stopped']);
    assert.deepEqual(
      said(asked, {
        type: 'failed',
        id: 'a',
        notice: { message: 'The model file is damaged.', actions: [] },
      }),
      ['The model file is damaged.'],
    );
  });

  it('is silent about the index, models and scope', () => {
    assert.deepEqual(
      said(
        { type: 'index-changed', index: { ...emptyChat.index, phase: 'words', files: 1 } },
        { type: 'scope-changed', scope: ['a/'] },
      ),
      [],
    );
  });

  it('announces the newest question when it stops an older one', () => {
    assert.deepEqual(
      said(
        asked,
        { type: 'stopped', id: 'a' },
        { type: 'asked', id: 'b', question: 'r' },
        { ...found, id: 'b' },
      ),
      ['Stopped', '5 sources found'],
    );
  });
});
