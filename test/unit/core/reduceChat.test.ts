import assert from 'node:assert/strict';
import { emptyChat, reduceChat } from '../../../src/core/conversation/reduceChat.ts';
import type { ChatEvent } from '../../../src/core/conversation/chatEvents.ts';

const after = (...events: ChatEvent[]) => events.reduce(reduceChat, emptyChat);

describe('reduceChat', () => {
  it('appends streamed text to the entry it belongs to', () => {
    const state = after({ type: 'asked', id: 'a', question: 'q' }, { type: 'text', id: 'a', delta: 'one ' }, { type: 'text', id: 'a', delta: 'two' });
    assert.equal(state.entries[0]?.text, 'one two');
    assert.equal(state.entries[0].phase, 'writing');
  });

  it('changes nothing for an entry that was stopped', () => {
    const stopped = after({ type: 'asked', id: 'a', question: 'q' }, { type: 'stopped', id: 'a' });
    assert.deepEqual(reduceChat(stopped, { type: 'text', id: 'a', delta: 'late' }), stopped);
  });
});
