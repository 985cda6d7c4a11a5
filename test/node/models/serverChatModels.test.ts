import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { ChatModel } from '../../../src/core/chatModels.ts';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import type {
  GenerateEvent,
  GenerateRequest,
  Generation,
} from '../../../src/core/ports/generation.ts';
import type { ChatModelSettings } from '../../../src/core/settings/settings.ts';
import { ServerChatModels } from '../../../src/node/server/serverChatModels.ts';
import type { ServerPatience } from '../../../src/node/server/serverChatModels.ts';
import {
  CompletionServer,
  beginStream,
  endEvent,
  sendEvent,
  sendJson,
  stream,
  textEvent,
} from '../../support/servers/completionServer.ts';
import {
  defaultDecoding,
  defaultSettings,
  manySources,
  requestFor,
} from '../../support/models/modelProcess.ts';
import { selfMadeCertificate } from '../../support/servers/selfMadeCertificate.ts';

const never = new AbortController().signal;

describe('the chat model of a server', () => {
  let server: CompletionServer;

  beforeEach(async () => {
    server = await CompletionServer.start();
  });

  afterEach(() => server[Symbol.asyncDispose]());

  async function model(
    changes: Partial<ChatModelSettings> = {},
    { key, patience }: { key?: string; patience?: ServerPatience } = {},
  ): Promise<ChatModel> {
    const settings = { ...defaultSettings, server: server.url, ...changes };
    const found = await new ServerChatModels({
      settings: () => settings,
      key: () => Promise.resolve(key),
      ...(patience === undefined ? {} : { patience }),
    }).find();
    assert(found !== null);
    return found;
  }

  async function ask(
    asked?: ChatModel,
    request: GenerateRequest = requestFor('Where is the limit?'),
  ): Promise<{ generation: Generation; events: readonly GenerateEvent[] }> {
    const events: GenerateEvent[] = [];
    const generation = await (asked ?? (await model())).generate(
      request,
      (event) => events.push(event),
      never,
    );
    return { generation, events };
  }

  /** Lets the server send these events and then close. */
  function send(...events: readonly (object | string)[]): void {
    server.complete = (response) => {
      beginStream(response);
      for (const event of events) sendEvent(response, event);
      response.end();
    };
  }

  function answerWith(answer: (response: ServerResponse) => void): void {
    server.complete = answer;
  }

  it('receives no request before a question', async () => {
    const { name } = await model({ serverModel: 'qwen' });
    assert.equal(name, `qwen at ${server.host}`);
    assert.deepEqual(server.requests, []);
  });

  it('reports which server answered, its name for the model, and its counts', async () => {
    const { generation } = await ask();
    assert.deepEqual(generation.model, { name: 'tiny-1', path: null });
    assert.equal(generation.served?.host, server.host);
    const { promptTokens, outputTokens, areEstimates } = generation.timings;
    assert.deepEqual([promptTokens, outputTokens, areEstimates], [120, 7, false]);
  });

  it('calls its counts estimates if the server sends none', async () => {
    send(textEvent('Three.'), endEvent(), '[DONE]');
    const { timings } = (await ask()).generation;
    assert.equal(timings.areEstimates, true);
    assert(timings.promptTokens > 50 && timings.promptTokens < 200, String(timings.promptTokens));
  });

  it('is sent the sources and the question, and the key only in a header', async () => {
    await ask(await model({}, { key: 'secret-1' }));
    const [{ body, headers }] = server.asked as [(typeof server.asked)[number]];
    assert.equal(headers.authorization, 'Bearer secret-1');
    const sent = JSON.stringify(body);
    assert.match(sent, /retryLimit = 3.*Where is the limit/);
    assert.doesNotMatch(sent, /secret-1/);
  });

  it("is sent only OpenAI's fields unless it is llama.cpp", async () => {
    const decoding = { ...defaultDecoding, strategy: 'sampling' } as const;
    await ask(await model(), requestFor('Why?', { decoding }));
    const known = ['model', 'messages', 'stream', 'stream_options', 'max_tokens', 'temperature'];
    assert.deepEqual(
      Object.keys(server.asked[0]?.body as object).sort(),
      [...known, 'seed', 'top_p'].sort(),
    );
  });

  it("is the server's only model if the settings name none", async () => {
    server.models = ['the-only-one'];
    await ask();
    assert.equal((server.asked[0]?.body as { model: string }).model, 'the-only-one');
  });

  it('needs a name if the server has several', async () => {
    server.models = ['one', 'two'];
    await assert.rejects(ask(), failure('invalid-setting', /one, two.*serverModel/));
    await ask(await model({ serverModel: 'two' }));
    assert.equal((server.asked[0]?.body as { model: string }).model, 'two');
  });

  it('is missed if the server lists none, as Ollama does before a model is pulled', async () => {
    server.models = null;
    await assert.rejects(ask(), failure('invalid-setting', /has no model.*serverModel/));
  });

  it('adjusts its estimate of prompt tokens after one answer', async () => {
    const asked = await model();
    const request = requestFor('Why?', { sources: manySources });
    const usage = { prompt_tokens: 500, completion_tokens: 1 };
    send(textEvent('Three.'), endEvent(), { choices: [], usage }, '[DONE]');
    const sourcesOf = async (): Promise<number> =>
      (await ask(asked, request)).generation.usedSources.length;
    const first = await sourcesOf();
    // It counted 500 tokens instead of the expected 900 or so, so there is room for more.
    assert((await sourcesOf()) > first);
  });

  describe('that is llama.cpp', () => {
    beforeEach(() => {
      server.llamaContext = 1024;
    });

    it('counts the prompt exactly, and shows it beforehand', async () => {
      const asked = await model();
      const request = requestFor('Why?', { sources: manySources, budgetTokens: 400 });
      const { generation, events } = await ask(asked, request);
      const words = generation.prompt.split(/\s+/).length;
      // 64 tokens are reserved for a question that is still being typed.
      assert(words > 300 && words <= 400, String(words));
      assert.deepEqual(
        events.find(({ type }) => type === 'reading'),
        { type: 'reading', readTokens: 0, totalTokens: words, tokensPerSecond: 0, fewer: null },
      );
      assert.equal(await asked.previewPrompt?.(request, never), generation.prompt);
    });

    it('never gets more than fits its context, whatever the settings say', async () => {
      server.llamaContext = 600;
      const decoding = { ...defaultDecoding, maxTokens: 100 };
      const request = requestFor('Why?', { sources: manySources, budgetTokens: 5000, decoding });
      const { generation } = await ask(await model({ contextSize: 8192 }), request);
      assert(generation.prompt.split(/\s+/).length <= 500);
    });

    it('reports progress while it reads the prompt', async () => {
      const progress = { total: 100, cache: 20, processed: 60, time_ms: 500 };
      send({ choices: [], prompt_progress: progress }, textEvent('Three.'), endEvent(), '[DONE]');
      const { events } = await ask();
      assert.deepEqual(events.filter(({ type }) => type === 'reading').at(-1), {
        type: 'reading',
        readTokens: 60,
        totalTokens: 100,
        tokensPerSecond: 80,
        fewer: null,
      });
    });

    it('is asked to cache the prompt and to report progress', async () => {
      await ask();
      const { cache_prompt: keeps, return_progress: reports } = server.asked[0]?.body as Record<
        string,
        unknown
      >;
      assert.deepEqual([keeps, reports], [true, true]);
    });
  });

  describe('whose answer', () => {
    it('has thoughts in a separate field keeps them apart', async () => {
      const thought = { choices: [{ delta: { reasoning_content: 'Let me think. ' } }] };
      const other = { choices: [{ delta: { reasoning: 'Hmm. ' } }] };
      send(thought, other, textEvent('Three.'), endEvent(), '[DONE]');
      const { text, thoughts } = (await ask()).generation;
      assert.deepEqual([text, thoughts], ['Three.', 'Let me think. Hmm.']);
    });

    it('has thoughts between tags keeps them apart', async () => {
      send(textEvent('<think>Let me'), textEvent(' see.</think>\n\nThree.'), endEvent(), '[DONE]');
      const { text, thoughts } = (await ask()).generation;
      assert.deepEqual([text, thoughts], ['Three.', 'Let me see.']);
    });

    it('is kept alive by comments may take its time', async () => {
      answerWith((response) => {
        beginStream(response);
        let comments = 0;
        const timer = setInterval(() => {
          if (comments++ < 8) response.write(': ping\n\n');
          else {
            clearInterval(timer);
            sendEvent(response, textEvent('Three.'));
            sendEvent(response, endEvent());
            response.end();
          }
        }, 30);
      });
      const patience = { firstSignMs: 5000, nextSignMs: 200 };
      assert.equal((await ask(await model({}, { patience }))).generation.text, 'Three.');
    });

    it('comes in pieces that split characters and events is the same', async () => {
      const bytes = Buffer.from(
        `data: ${JSON.stringify(textEvent('Größe 三 [1].'))}\r\n\r\n` +
          `data: ${JSON.stringify(endEvent())}\n\n`,
      );
      answerWith((response) => {
        beginStream(response);
        let at = 0;
        const more = (): void => {
          if (at === bytes.length) response.end();
          else response.write(bytes.subarray(at, ++at), () => setImmediate(more));
        };
        more();
      });
      assert.equal((await ask()).generation.text, 'Größe 三 [1].');
    });

    it('is not streamed is shown all at once', async () => {
      answerWith((response) => {
        sendJson(response, 200, {
          choices: [{ message: { content: 'Three.' }, finish_reason: 'stop' }],
        });
      });
      assert.equal((await ask()).generation.text, 'Three.');
    });

    it('ends without [DONE] is complete if the server says why it ended', async () => {
      send(textEvent('Three.'), endEvent('length'));
      const { text, stop } = (await ask()).generation;
      assert.deepEqual([text, stop], ['Three.', 'max-tokens']);
    });

    it('has empty reasons and no real one is complete at [DONE]', async () => {
      send({ choices: [{ delta: { content: 'Three.' }, finish_reason: '' }] }, '[DONE]');
      assert.equal((await ask()).generation.stop, 'end');
    });

    for (const what of ['text', 'thoughts'] as const)
      it(`never ends is cut at the maximum length, if it is ${what}`, async () => {
        const words = 'and so on '.repeat(50);
        const thought = { choices: [{ delta: { reasoning_content: words } }] };
        const event = JSON.stringify(what === 'text' ? textEvent(words) : thought);
        answerWith((response) => {
          beginStream(response);
          const more = (): void => {
            if (!response.destroyed) response.write(`data: ${event}\n\n`, more);
          };
          more();
        });
        const decoding = { ...defaultDecoding, maxTokens: 20 };
        const { generation } = await ask(await model(), requestFor('Why?', { decoding }));
        assert.equal(generation.stop, 'max-tokens');
        assert(generation.text.length + (generation.thoughts ?? '').length < 2000);
      });

    it('has nonsensical counts keeps its words', async () => {
      send(textEvent('Three.'), endEvent(), { usage: { prompt_tokens: -1 }, timings: 7 }, '[DONE]');
      assert.equal((await ask()).generation.text, 'Three.');
    });
  });

  describe('that stops', () => {
    it('ends the request at once, and answers the next question', async () => {
      const asked = await model();
      const controller = new AbortController();
      const closed = new Promise<void>((resolve) => {
        answerWith((response) => {
          response.once('close', resolve);
          beginStream(response);
          sendEvent(response, textEvent('Th'));
        });
      });
      const answer = asked.generate(
        requestFor('Why?'),
        ({ type }) => {
          if (type === 'text') controller.abort();
        },
        controller.signal,
      );
      await assert.rejects(answer, failure('cancelled', /./));
      await closed;
      answerWith((response) => {
        stream(response, 'Three.');
      });
      assert.equal((await ask(asked)).generation.text, 'Three.');
    });
  });

  const html = '<!doctype html><title>502 Bad Gateway</title><script>alert(1)</script>';
  const errors: readonly [
    name: string,
    status: number,
    body: object | string,
    reason: FailureReason,
    message: RegExp,
  ][] = [
    [
      '401',
      401,
      { error: { message: 'Invalid API key', code: 'x' } },
      'key-refused',
      /Invalid API/,
    ],
    ['403', 403, { error: 'forbidden' }, 'key-refused', /forbidden/],
    ['404 of Ollama', 404, { error: 'model "x" not found' }, 'server-failed', /"x" not found/],
    ['404 of FastAPI', 404, { detail: 'Not Found' }, 'server-failed', /serverModel.*Not Found/],
    ['429', 429, { error: { message: 'Slow down' } }, 'server-failed', /Try again in 7 s.*Slow/],
    ['500 with HTML', 500, html, 'server-failed', /500.*a web page, not an answer/],
    ['503 while loading', 503, { error: { message: 'Loading model' } }, 'server-failed', /Loading/],
    ['500 without a body', 500, '', 'server-failed', /\(500\)\.$/],
    [
      'a prompt that is too long for llama.cpp',
      400,
      { error: { message: 'request (9) exceeds', type: 'exceed_context_size_error', n_ctx: 8 } },
      'context-too-small',
      /promptTokens.*exceeds/,
    ],
    [
      'a prompt that is too long for vLLM',
      400,
      { object: 'error', message: "This model's maximum context length is 8 tokens." },
      'context-too-small',
      /maximum context/,
    ],
    [
      'a prompt that is too long for the engine of vLLM',
      400,
      {
        error: {
          message:
            'The decoder prompt (length 66501) is longer than the maximum model length of 65536. ' +
            'Make sure that `max_model_len` is no smaller than the number of text tokens.',
          type: 'BadRequestError',
          param: null,
          code: 400,
        },
      },
      'context-too-small',
      /length 66501/,
    ],
    [
      'a prompt that is too long for LM Studio',
      400,
      {
        error:
          'Trying to keep the first 14538 tokens when context the overflows. However, the model ' +
          'is loaded with context length of only 2048 tokens, which is not enough.',
      },
      'context-too-small',
      /14538 tokens/,
    ],
    [
      'a prompt that is too long for a newer LM Studio',
      400,
      { error: 'Cannot truncate prompt with n_keep (15028) >= n_ctx (7424)' },
      'context-too-small',
      /n_ctx \(7424\)/,
    ],
    [
      'a model that Ollama does not have',
      404,
      {
        error: {
          message: 'model "qwen" not found, try pulling it first',
          type: 'not_found_error',
          param: null,
          code: null,
        },
      },
      'server-failed',
      /serverModel.*try pulling it first/,
    ],
  ];
  for (const [name, status, body, reason, message] of errors)
    it(`passes on the server's error: ${name}`, async () => {
      answerWith((response) => {
        response.setHeader('retry-after', '7');
        response.setHeader('content-type', typeof body === 'string' ? 'text/html' : 'text/plain');
        response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
      });
      await assert.rejects(ask(), failure(reason, message));
    });

  describe('that misbehaves', () => {
    it('with an error inside the stream fails with its words', async () => {
      send(textEvent('Th'), { error: { message: 'CUDA out of memory' } });
      await assert.rejects(ask(), failure('server-failed', /CUDA out of memory/));
    });

    it('with a prompt that is too long, as LM Studio says it inside the stream', async () => {
      const message =
        'The number of tokens to keep from the initial prompt is greater than the context length.';
      send({ error: { message }, message });
      await assert.rejects(ask(), failure('context-too-small', /promptTokens.*initial prompt/));
    });

    for (const reason of ['abort', 'error'])
      it(`by ending the answer with the reason ${reason}, as vLLM does, fails`, async () => {
        send(textEvent('Th'), endEvent(reason), '[DONE]');
        await assert.rejects(ask(), failure('server-failed', /stopped with an error/));
      });

    it('by ending the stream between events fails', async () => {
      send(textEvent('Th'));
      await assert.rejects(ask(), failure('server-failed', /before the answer was complete/));
    });

    it('by cutting the connection fails', async () => {
      answerWith((response) => {
        beginStream(response);
        response.write('data: {"choi', () => response.destroy());
      });
      await assert.rejects(ask(), failure('server-unreachable', /cannot be reached/));
    });

    it('by sending a web page instead of an answer fails', async () => {
      answerWith((response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end(html);
      });
      await assert.rejects(ask(), failure('server-failed', /web page.*\/v1/));
    });

    it('by sending a web page as a stream fails', async () => {
      answerWith((response) => {
        beginStream(response);
        response.end(html);
      });
      await assert.rejects(ask(), failure('server-failed', /before the answer was complete/));
    });

    it('by sending events that are not JSON fails', async () => {
      send('hello');
      await assert.rejects(ask(), failure('server-failed', /not part of an answer/));
    });

    it('by sending one endless event fails', async () => {
      answerWith((response) => {
        beginStream(response);
        const more = (): void => {
          if (!response.destroyed) response.write('x'.repeat(100_000), more);
        };
        response.write('data: ', more);
      });
      await assert.rejects(ask(), failure('server-failed', /more than an answer/));
    });

    it('by redirecting to another server is not followed', async () => {
      await using other = await CompletionServer.start();
      answerWith((response) => {
        response.writeHead(307, { location: `${other.url}/v1/chat/completions` }).end();
      });
      await assert.rejects(ask(), failure('server-failed', /not followed/));
      assert.deepEqual(other.requests, []);
    });

    it('by accepting the request and never answering is given up', async () => {
      answerWith(() => undefined);
      const patience = { firstSignMs: 100, nextSignMs: 100 };
      await assert.rejects(
        ask(await model({}, { patience })),
        failure('server-unreachable', /sent nothing for/),
      );
    });

    it('by falling silent in the middle of an answer is given up', async () => {
      answerWith((response) => {
        beginStream(response);
        sendEvent(response, textEvent('Th'));
      });
      const patience = { firstSignMs: 10_000, nextSignMs: 100 };
      await assert.rejects(
        ask(await model({}, { patience })),
        failure('server-unreachable', /sent nothing for/),
      );
    });

    it('by withholding the answer is reported', async () => {
      send(textEvent('Th'), endEvent('content_filter'), '[DONE]');
      await assert.rejects(ask(), failure('server-failed', /filter/));
    });

    it('by sending terminal escapes is shown as plain text', async () => {
      answerWith((response) => {
        response.writeHead(500).end('\u001b[2Jgone\u202e');
      });
      await assert.rejects(ask(), failure('server-failed', /\ufffd\[2Jgone\ufffd$/));
    });
  });

  it('that cannot be reached fails and names the setting', async () => {
    const asked = await model();
    await server[Symbol.asyncDispose]();
    await assert.rejects(
      ask(asked),
      failure('server-unreachable', /ECONNREFUSED.*chatModel.server/),
    );
    server = await CompletionServer.start();
  });

  it('whose certificate is not trusted is not asked', async () => {
    await using secure = await CompletionServer.start(selfMadeCertificate('localhost'));
    const asked = await model({ server: `https://${secure.host}` });
    await assert.rejects(ask(asked), failure('server-unreachable', /certificate/));
    assert.deepEqual(secure.requests, []);
  });

  for (const [address, message] of [
    ['localhost:8080', /must be an address/],
    ['file:///etc/passwd', /must be an address/],
    ['http://me:secret@host', /key does not belong/],
    ['http://host/v1?key=secret', /neither a query/],
  ] as const)
    it(`rejects ${address} as an address, and shows no password`, async () => {
      await assert.rejects(model({ server: address }), failure('invalid-setting', message));
      await assert.rejects(model({ server: address }), (error) => !/me:secret/.test(String(error)));
    });
});

function failure(reason: FailureReason, message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert(isFailure(error, reason), String(error));
    assert.match(error.message, message);
    return true;
  };
}
