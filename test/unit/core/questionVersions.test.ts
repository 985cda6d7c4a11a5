import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/core/conversation/chatEvents.ts';
import { versionsOf } from '../../../src/core/conversation/questionVersions.ts';
import { emptyChat, reduceChat } from '../../../src/core/conversation/reduceChat.ts';

const after = (...events: readonly ChatEvent[]) => events.reduce(reduceChat, emptyChat);
const asked = (id: string, insteadOf?: string): ChatEvent => ({
  type: 'asked',
  id,
  question: `${id}?`,
  ...(insteadOf === undefined ? {} : { insteadOf }),
});
const shown = (id: string): ChatEvent => ({ type: 'version-shown', id });
const ids = (state: ReturnType<typeof after>): string =>
  state.entries.map(({ id }) => id).join(' ');
const place = (state: ReturnType<typeof after>, id: string) => {
  const entry = state.entries.find((one) => one.id === id);
  return entry === undefined ? null : versionsOf(entry, state.hidden);
};

describe('the versions of a question', () => {
  it('are one if it was never edited', () => {
    assert.equal(place(after(asked('a')), 'a'), null);
  });

  it('hide the original with what followed it', () => {
    const state = after(asked('a'), asked('b'), asked('c'), asked('b2', 'b'));
    assert.equal(ids(state), 'a b2');
    assert.deepEqual(place(state, 'b2'), { ids: ['b', 'b2'], shown: 1 });
    assert.equal(place(state, 'a'), null);
  });

  it('bring back what followed the original, and then what followed the edited one', () => {
    const before = after(asked('a'), asked('b'), asked('c'), asked('b2', 'b'), asked('d'));
    const original = reduceChat(before, shown('b'));
    assert.equal(ids(original), 'a b c');
    assert.deepEqual(place(original, 'b'), { ids: ['b', 'b2'], shown: 0 });
    assert.equal(ids(reduceChat(original, shown('b2'))), 'a b2 d');
  });

  it('count three after editing the original twice, in the order of asking', () => {
    const state = after(asked('a'), asked('a2', 'a'), shown('a'), asked('a3', 'a'));
    assert.deepEqual(place(state, 'a3'), { ids: ['a', 'a2', 'a3'], shown: 2 });
    assert.deepEqual(place(reduceChat(state, shown('a2')), 'a2')?.shown, 1);
  });

  it('may be within a version of an earlier question', () => {
    const nested = after(asked('a'), asked('b'), asked('b2', 'b'), asked('a2', 'a'));
    assert.equal(ids(nested), 'a2');
    const back = reduceChat(nested, shown('a'));
    assert.equal(ids(back), 'a b2');
    assert.equal(ids(reduceChat(back, shown('b'))), 'a b');
  });

  it('go on being answered while they are hidden', () => {
    const state = after(asked('a'), asked('a2', 'a'), shown('a'), {
      type: 'text',
      id: 'a2',
      delta: 'In app.py',
    });
    assert.equal(reduceChat(state, shown('a2')).entries[0]?.text, 'In app.py');
  });

  it('do not change for ids that are unknown', () => {
    const state = after(asked('a'), asked('a2', 'a'));
    assert.equal(reduceChat(state, shown('x')), state);
    assert.equal(reduceChat(state, asked('y', 'x')), state);
  });

  it('are gone after a new conversation', () => {
    assert.deepEqual(after(asked('a'), asked('a2', 'a'), { type: 'cleared' }), emptyChat);
  });
});
