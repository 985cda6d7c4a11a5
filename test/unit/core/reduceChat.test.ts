import assert from 'node:assert/strict';
import { emptyChat, reduceChat } from '../../../src/core/conversation/reduceChat.ts';
import type { ChatEvent } from '../../../src/core/conversation/chatEvents.ts';
import { flaskSources } from '../../webview/sampleChats.ts';

const after = (...events: ChatEvent[]) => events.reduce(reduceChat, emptyChat);

describe('reduceChat', () => {
  it('appends streamed text to its entry', () => {
    const state = after(
      { type: 'asked', id: 'a', question: 'q' },
      { type: 'text', id: 'a', delta: 'one ' },
      { type: 'text', id: 'a', delta: 'two' },
    );
    assert.equal(state.entries[0]?.text, 'one two');
    assert.equal(state.entries[0].phase, 'writing');
  });

  it('keeps what the model thinks apart from its words', () => {
    const state = after(
      { type: 'asked', id: 'a', question: 'q' },
      { type: 'thought', id: 'a', delta: 'hm, ' },
      { type: 'thought', id: 'a', delta: 'yes' },
    );
    assert.deepEqual(
      [state.entries[0]?.phase, state.entries[0]?.text, state.entries[0]?.thoughts],
      ['writing', null, 'hm, yes'],
    );
  });

  it('ignores events for an entry that was stopped', () => {
    const stopped = after({ type: 'asked', id: 'a', question: 'q' }, { type: 'stopped', id: 'a' });
    assert.deepEqual(reduceChat(stopped, { type: 'text', id: 'a', delta: 'late' }), stopped);
  });

  it('keeps the details of a finished answer', () => {
    const details = {
      modelName: 'Llama-2-7B-Chat',
      promptSources: [1, 2],
      promptTokens: 640,
      reusedTokens: 90,
      outputTokens: 41,
      loadMs: 0,
      readMs: 14000,
      writeMs: 9000,
      droppedTurns: 0,
      stop: 'end',
      guessedTokens: 0,
      acceptedTokens: 0,
      fewer: null,
      more: null,
      canContinue: false,
      canReplay: true,
    } as const;
    const state = after(
      { type: 'asked', id: 'a', question: 'q' },
      {
        type: 'finished',
        id: 'a',
        text: 'yes',
        citations: [],
        sentences: [],
        details,
        notice: null,
      },
    );
    assert.deepEqual(state.entries[0]?.details, details);
  });

  it('appends to a finished answer that is continued, and to no other', () => {
    const finished: ChatEvent = {
      type: 'finished',
      id: 'a',
      text: 'one ',
      citations: [{ marker: 1, origin: 'attributed', offset: 3 }],
      sentences: [],
      details: null,
      notice: null,
    };
    const state = after(
      { type: 'asked', id: 'a', question: 'q' },
      finished,
      { type: 'continued', id: 'a' },
      { type: 'text', id: 'a', delta: 'two' },
    );
    assert.deepEqual([state.entries[0]?.phase, state.entries[0]?.text], ['writing', 'one two']);
    const stopped = after({ type: 'asked', id: 'a', question: 'q' }, { type: 'stopped', id: 'a' });
    assert.deepEqual(reduceChat(stopped, { type: 'continued', id: 'a' }), stopped);
  });

  it('marks one source of one answer as not useful', () => {
    const state = after(
      { type: 'asked', id: 'a', question: 'q' },
      {
        type: 'sources-found',
        id: 'a',
        sources: flaskSources.slice(0, 2),
        searchMs: 1,
        meaningSearch: 'ready',
      },
      { type: 'source-marked', id: 'a', source: 2, notUseful: true },
    );
    assert.deepEqual(
      state.entries[0]?.sources.map(({ notUseful }) => notUseful),
      [undefined, true],
    );
  });

  it('replaces the open conversation with an earlier one', () => {
    const earlier = after(
      { type: 'asked', id: 'a', question: 'q' },
      { type: 'stopped', id: 'a' },
    ).entries;
    assert.deepEqual(
      after(
        { type: 'asked', id: 'b', question: 'r' },
        { type: 'reopened', entries: earlier, hidden: [] },
      ).entries,
      earlier,
    );
  });

  it('offers the latest example questions', () => {
    const state = after(
      { type: 'examples-changed', questions: ['one?'] },
      { type: 'examples-changed', questions: ['two?'] },
    );
    assert.deepEqual(state.exampleQuestions, ['two?']);
  });

  it('leaves every other entry the same object, so that a view can skip it', () => {
    const before = after(
      { type: 'asked', id: 'a', question: 'q' },
      { type: 'asked', id: 'b', question: 'r' },
    );
    const next = reduceChat(before, { type: 'text', id: 'b', delta: 'word' });
    assert.equal(next.entries[0], before.entries[0]);
    assert.notEqual(next.entries[1], before.entries[1]);
  });
});
