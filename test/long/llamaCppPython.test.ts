import assert from 'node:assert/strict';
import type { ChatModel } from '../../src/core/chatModels.ts';
import { isFailure } from '../../src/core/errors.ts';
import type { FailureReason } from '../../src/core/errors.ts';
import type { GenerateRequest, Generation } from '../../src/core/ports/generation.ts';
import { ServerChatModels } from '../../src/node/server/serverChatModels.ts';
import { IndexedEngine } from '../support/indexes/indexedEngine.ts';
import { TestWorkspace } from '../support/indexes/indexProcess.ts';
import { defaultDecoding, defaultSettings, requestFor } from '../support/models/modelProcess.ts';
import { realModel } from '../support/models/realModels.ts';
import type { ModelServer } from '../support/servers/modelServer.ts';
import { startLlamaCppPython } from '../support/servers/startLlamaCppPython.ts';

const smolLm2 = 'SmolLM2-135M-Instruct.Q4_1.gguf';
const key = 'key-of-this-test';
const never = new AbortController().signal;
const decoding = { ...defaultDecoding, maxTokens: 24 };

describe('the chat model of a real server by another maker', () => {
  const started = new AsyncDisposableStack();
  let server: ModelServer;

  before(async function () {
    const args = ['--n_ctx', '1024', '--api_key', key];
    server = started.use(await startLlamaCppPython(this, realModel(this, smolLm2), args));
  });

  after(() => started.disposeAsync());

  async function model(contextSize = 1024, own = key): Promise<ChatModel> {
    const settings = { ...defaultSettings, server: server.url, contextSize };
    const options = { settings: () => settings, key: () => Promise.resolve(own) };
    return (await new ServerChatModels(options).find()) ?? assert.fail();
  }

  const ask = (
    asked: ChatModel,
    request: GenerateRequest,
    onText: () => void = () => undefined,
    signal = never,
  ): Promise<Generation> =>
    asked.generate(
      request,
      ({ type }) => {
        if (type === 'text') onText();
      },
      signal,
    );

  const failure =
    (reason: FailureReason, message: RegExp) =>
    (error: unknown): boolean =>
      isFailure(error, reason) && message.test(error.message);

  it('streams its words, under the name of its file, without counting tokens', async () => {
    let pieces = 0;
    const {
      text,
      model: named,
      timings,
    } = await ask(await model(), requestFor('Where is the limit?', { decoding }), () => pieces++);
    assert(text.trim().length > 0);
    assert(pieces > 1, String(pieces));
    assert.equal(named.name, smolLm2);
    assert.equal(timings.areEstimates, true);
  });

  it('stops within an answer, and then answers the next question', async () => {
    const stop = new AbortController();
    const long = { decoding: { ...decoding, maxTokens: 400 } };
    const stopped = ask(
      await model(),
      requestFor('Tell a long story.', long),
      () => {
        stop.abort();
      },
      stop.signal,
    );
    await assert.rejects(stopped, (error) => isFailure(error, 'cancelled'));
    const { text } = await ask(await model(), requestFor('Where is the limit?', { decoding }));
    assert(text.trim().length > 0);
  });

  it('breaks off without a reason where the prompt is too long for it, and goes on', async () => {
    const text = 'retryLimit = 3, and nothing else is said here at all. '.repeat(200);
    const [source] = requestFor('Why?').sources;
    const sources = [{ ...(source ?? assert.fail()), text }];
    const request = requestFor('Why?', { decoding, sources, budgetTokens: 4000 });
    await assert.rejects(
      ask(await model(32_768), request),
      failure('server-failed', /before the answer was complete/),
    );
    const { text: next } = await ask(await model(), requestFor('Where is it?', { decoding }));
    assert(next.trim().length > 0);
  });

  it('refuses another key in its own words', async () => {
    await assert.rejects(
      ask(await model(1024, 'wrong'), requestFor('Why?', { decoding })),
      failure('key-refused', /Invalid API key/),
    );
  });

  it('answers with citations of the index, checked, and says who answered', async () => {
    await using workspace = await new TestWorkspace().write({
      'limits.md': '# Limits\n\nThe retry limit is three. The timeout is ninety seconds.\n',
      'ships.md': '# Ships\n\nA sail catches the wind.\n',
    });
    await using engine = await IndexedEngine.over(
      workspace,
      {
        'chatModel.server': server.url,
        'decoding.maxTokens': 24,
        'models.folder': workspace.base,
      },
      key,
    );
    const { text, citations, sentences, generation, result } = await engine.answer({
      question: 'What is the retry limit?',
      topK: 2,
    });
    assert.match(text ?? '', /three|3/);
    assert.equal(result.hits[(citations[0]?.marker ?? 0) - 1]?.path, 'limits.md');
    assert(sentences.length > 0);
    assert.equal(generation?.served?.host, server.host);
  });
});
