import assert from 'node:assert/strict';
import type { AnswerRequest } from '../../../../src/core/answering/answer.ts';
import type { ModelView } from '../../../../src/core/conversation/chatState.ts';
import { emptyChat } from '../../../../src/core/conversation/reduceChat.ts';
import { Failure } from '../../../../src/core/errors.ts';
import { parseSettings } from '../../../../src/core/settings/parseSettings.ts';
import type { Cancellation } from '../../../../src/core/ports/cancellation.ts';
import { settingsSchema } from '../../../../src/core/settings/settingsSchema.ts';
import { ChatStore } from '../../../../src/vscode/chat/conversations/chatStore.ts';
import { ReadAhead } from '../../../../src/vscode/chat/readAhead.ts';
import { wording } from '../../../../src/core/texts/wording.ts';

interface Reading {
  readonly question: string;
  readonly cancellation: Cancellation;
  readonly fail: (error: unknown) => void;
}

/**
 * Reading ahead with an engine that only records its requests; the real engine has its own tests.
 */
function open({
  isOn = true,
  isAnswering = false,
  phase = 'ready',
  status = 'present',
}: {
  readonly isOn?: boolean;
  readonly isAnswering?: boolean;
  readonly phase?: 'ready' | 'words';
  readonly status?: ModelView['status'];
} = {}) {
  const readings: Reading[] = [];
  const store = new ChatStore();
  store.dispatch({ type: 'index-changed', index: { ...emptyChat.index, phase } });
  store.dispatch({ type: 'chat-model-changed', model: { ...emptyChat.chatModel, status } });
  const request = (question: string): AnswerRequest => ({
    question,
    roots: [],
    filter: { paths: [], languages: [] },
    topK: 8,
    history: [],
    promptTokens: 900,
    decoding: settings.decoding,
  });
  const settings = parseSettings(
    (name) => (name === 'answer.readAhead' ? isOn : undefined),
    settingsSchema,
  );
  const readAhead = new ReadAhead({
    store,
    settings: () => settings,
    conversation: { isAnswering, request },
    engine: {
      readAhead: ({ question }, cancellation) =>
        new Promise((_resolve, fail) => {
          readings.push({ question, cancellation, fail });
        }),
    },
  });
  return { readings, readAhead };
}

describe('reading ahead', () => {
  it('reads for one draft at a time: a new one cancels the previous one', () => {
    const { readings, readAhead } = open();
    for (const draft of ['How are', 'How are adapters', 'How are adapters sorted'])
      void readAhead.draft(draft);
    assert.deepEqual(
      readings.map(({ question, cancellation }) => [question, cancellation.aborted]),
      [
        ['How are', true],
        ['How are adapters', true],
        ['How are adapters sorted', false],
      ],
    );
  });

  it('leaves failures for the question itself to report', async () => {
    const { readings, readAhead } = open();
    const reading = readAhead.draft('How are');
    readings[0]?.fail(new Failure('out-of-memory', wording('Too large.')));
    await reading;
  });

  for (const [what, options] of [
    ['the setting is off', { isOn: false }],
    ['an answer is being given', { isAnswering: true }],
    ['the words are not indexed yet', { phase: 'words' }],
    ['there is no model', { status: 'absent' }],
  ] as const) {
    it(`reads nothing while ${what}`, async () => {
      const { readings, readAhead } = open(options);
      await readAhead.draft('How are');
      assert.deepEqual(readings, []);
    });
  }
});
