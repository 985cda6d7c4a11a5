import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatEvent } from '../../../src/core/conversation/chatEvents.ts';
import type { ChatEntry, ChatState } from '../../../src/core/conversation/chatState.ts';
import { emptyChat, isRunning, reduceChat } from '../../../src/core/conversation/reduceChat.ts';

type Phase = ChatEntry['phase'];

const id = 'a';
const notice = { message: 'It failed.', severity: 'error', actions: [] } as const;
const events = {
  found: { type: 'sources-found', id, sources: [], searchMs: 5, meaningSearch: 'ready' },
  loading: { type: 'loading-model', id },
  reading: {
    type: 'reading',
    id,
    reading: { readTokens: 1, totalTokens: 2, secondsLeft: null, fewer: null },
  },
  text: { type: 'text', id, delta: 'word ' },
  thought: { type: 'thought', id, delta: 'hm ' },
  finished: {
    type: 'finished',
    id,
    text: 'All.',
    citations: [],
    sentences: [],
    details: null,
    notice: null,
  },
  stopped: { type: 'stopped', id },
  failed: { type: 'failed', id, notice },
  continued: { type: 'continued', id },
} as const satisfies Record<string, ChatEvent>;
type EventName = keyof typeof events;

/** Where each event leads while an answer is under way; `same` stays where it is. */
const whileRunning: Record<EventName, Phase | 'same'> = {
  found: 'same',
  loading: 'loading',
  reading: 'reading',
  text: 'writing',
  thought: 'writing',
  finished: 'done',
  stopped: 'stopped',
  failed: 'failed',
  continued: 'same',
};

/** The shortest way to each phase. */
const waysTo: Record<Phase, readonly EventName[]> = {
  searching: [],
  loading: ['found', 'loading'],
  reading: ['found', 'loading', 'reading'],
  writing: ['found', 'loading', 'reading', 'text'],
  done: ['found', 'finished'],
  stopped: ['found', 'stopped'],
  failed: ['found', 'failed'],
};

function after(names: readonly EventName[]): ChatState {
  const asked = reduceChat(emptyChat, { type: 'asked', id, question: 'where?' });
  return names.reduce((state, name) => reduceChat(state, events[name]), asked);
}

function entryOf(state: ChatState): ChatEntry {
  return state.entries[0] ?? assert.fail('The question is gone.');
}

const names = Object.keys(events).filter((name): name is EventName => name in events);
const phases = Object.keys(waysTo).filter((phase): phase is Phase => phase in waysTo);

describe('the phases of an answer', () => {
  for (const phase of phases)
    it(`go on from ${phase} as the events say`, () => {
      const before = after(waysTo[phase]);
      assert.equal(entryOf(before).phase, phase);
      for (const name of names) {
        const state = reduceChat(before, events[name]);
        const wanted =
          phase === 'done' && name === 'continued'
            ? 'writing'
            : isRunning(entryOf(before)) && whileRunning[name] !== 'same'
              ? whileRunning[name]
              : phase;
        assert.equal(entryOf(state).phase, wanted, `${phase}, then ${name}`);
        if (!isRunning(entryOf(before)) && name !== 'continued')
          assert.deepEqual(state, before, `${phase}, then ${name}`);
      }
    });

  it('have a meter only while reading, and a reason only after a failure', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 12 }), (order) => {
        const entry = entryOf(after(order));
        assert.equal(entry.reading !== null, entry.phase === 'reading');
        assert.equal(entry.notice !== null, entry.phase === 'failed');
      }),
    );
  });
});
