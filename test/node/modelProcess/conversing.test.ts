import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import type { PlainMessage, Reply } from '../../../src/core/ports/conversing.ts';
import {
  ModelProcess,
  defaultDecoding,
  defaultSettings,
  requestFor,
} from '../../support/models/modelProcess.ts';
import type { AskOptions } from '../../support/models/modelProcess.ts';
import { realModel } from '../../support/models/realModels.ts';
import { hasRead, isText, reply, tinyModelProcess } from '../../support/models/tinyModelProcess.ts';

const never = new AbortController().signal;
const isCancelled = (error: unknown): boolean => isFailure(error, 'cancelled');

function says(role: PlainMessage['role'], text: string): PlainMessage {
  return { role, text };
}

describe('the model process, for other chats', () => {
  const { model, scripted, slow, random } = tinyModelProcess();

  interface ConverseOptions extends Pick<AskOptions, 'signal' | 'onEvent'> {
    readonly process?: ModelProcess;
    readonly maxTokens?: number;
  }

  function converse(
    modelPath: string,
    messages: readonly PlainMessage[],
    { process = model, signal = never, onEvent, maxTokens = 128 }: ConverseOptions = {},
  ): Promise<Reply> {
    const load = { modelPath, settings: defaultSettings };
    const request = { messages, decoding: { ...defaultDecoding, maxTokens } };
    return process.client.converse(load, request, onEvent ?? (() => undefined), signal);
  }

  it('answers messages as they are, in words that stream', async () => {
    const deltas: string[] = [];
    const { text, stop } = await converse(scripted(), [says('user', 'Where?')], {
      onEvent: (event) => {
        if (event.type === 'text') deltas.push(event.delta);
      },
    });
    assert.deepEqual([text, stop, deltas.join('')], [reply, 'end', reply]);
    assert(deltas.length > 3);
  });

  it('counts tokens exactly once it is loaded, and not before', async () => {
    const other = new ModelProcess();
    try {
      const load = { modelPath: scripted(), settings: defaultSettings };
      assert.equal(await other.client.countTokens(load, 'one two'), null);
      const [short, long] = ['one', 'one '.repeat(50)];
      await converse(scripted(), [says('user', short)], { process: other });
      const count = (text: string) => other.client.countTokens(load, text);
      const few = (await count(short)) ?? 0;
      const many = (await count(long)) ?? 0;
      assert(few > 0 && many > 20 * few, `${few} ${many}`);
      assert.equal(await count(''), 0);
    } finally {
      await other.stop();
    }
  });

  it('leaves out the oldest messages that do not fit, and says how many', async () => {
    const turns = Array.from({ length: 30 }, (_, index) => [
      says('user', `Question ${index}: ${'words '.repeat(30)}`),
      says('assistant', 'An answer.'),
    ]).flat();
    const { text, droppedMessages, promptTokens, outputTokens } = await converse(scripted(), [
      says('system', 'Be brief.'),
      ...turns,
      says('user', 'And now?'),
    ]);
    assert.equal(text, reply);
    assert(droppedMessages > 0 && droppedMessages < 60 && droppedMessages % 2 === 0);
    assert(promptTokens + outputTokens <= defaultSettings.contextSize);
  });

  it('refuses a message that is longer than its context, naming the setting', async () => {
    await assert.rejects(
      converse(scripted(), [says('user', 'word '.repeat(5000))]),
      (error) =>
        isFailure(error, 'context-too-small') && /chatModel\.contextSize/.test(error.message),
    );
  });

  it('stops at once', async () => {
    const stop = new AbortController();
    const conversation = converse(random(), [says('user', 'Go on')], {
      signal: stop.signal,
      onEvent: (event) => {
        if (isText(event)) stop.abort();
      },
    });
    await assert.rejects(conversation, isCancelled);
  });

  it('waits until our own question is answered', async () => {
    const order: string[] = [];
    const { promise: begun, resolve } = Promise.withResolvers<undefined>();
    const asked = model.ask(slow(), requestFor('First?'), {
      onEvent: (event) => {
        if (hasRead(event)) resolve(undefined);
      },
    });
    await begun;
    const [first, second] = [1, 2].map((number) =>
      converse(slow(), [says('user', 'Second?')]).then(({ text }) => {
        order.push(`conversation ${number}`);
        return text;
      }),
    );
    const { generation } = await asked;
    order.push('question');
    assert.deepEqual([generation.text, await first, await second], [reply, reply, reply]);
    assert.deepEqual(order, ['question', 'conversation 1', 'conversation 2']);
  });

  it('can be stopped while it waits, and then does not disturb the question', async () => {
    const stop = new AbortController();
    const { promise: begun, resolve } = Promise.withResolvers<undefined>();
    const asked = model.ask(slow(), requestFor('First?'), {
      onEvent: (event) => {
        if (hasRead(event)) resolve(undefined);
      },
    });
    await begun;
    const waiting = converse(slow(), [says('user', 'Second?')], { signal: stop.signal });
    stop.abort();
    await assert.rejects(waiting, isCancelled);
    assert.equal((await asked).generation.text, reply);
  });

  it('is stopped by our own question, which is answered as always', async () => {
    const { promise: begun, resolve } = Promise.withResolvers<undefined>();
    const conversation = converse(random(), [says('user', 'Go on')], {
      maxTokens: 1500,
      onEvent: (event) => {
        if (isText(event)) resolve(undefined);
      },
    });
    await begun;
    const asked = model.ask(random(), requestFor('First?'));
    await assert.rejects(conversation, isCancelled);
    assert((await asked).generation.timings.outputTokens > 0);
  });

  it('does not mix its messages into our own conversation', async () => {
    const before = await model.ask(scripted(), requestFor('Where is the limit?'));
    await converse(scripted(), [says('user', 'xylophone')]);
    const history = [{ question: 'Where is the limit?', answer: reply }];
    const { generation } = await model.ask(scripted(), requestFor('And the port?', { history }));
    assert.doesNotMatch(generation.prompt, /xylophone/);
    assert.equal(generation.text, before.generation.text);
  });

  it('answers with the real SmolLM2', async function () {
    const path = realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf');
    const { text, promptTokens } = await converse(
      path,
      [says('user', 'What is the capital of France?')],
      { maxTokens: 24 },
    );
    assert.match(text, /Paris/);
    assert(promptTokens < 60, String(promptTokens));
  });
});
