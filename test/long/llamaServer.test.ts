import assert from 'node:assert/strict';
import { isFailure } from '../../src/core/errors.ts';
import type { ChatModel } from '../../src/core/chatModels.ts';
import type {
  GenerateEvent,
  GenerateRequest,
  Generation,
} from '../../src/core/ports/generation.ts';
import { ServerChatModels } from '../../src/node/server/serverChatModels.ts';
import { TestIndex, TestWorkspace, testIndexSettings } from '../support/indexes/indexProcess.ts';
import {
  defaultDecoding,
  defaultSettings,
  manySources,
  requestFor,
} from '../support/models/modelProcess.ts';
import { realModel } from '../support/models/realModels.ts';
import type { ModelServer } from '../support/servers/modelServer.ts';
import { startLlamaServer } from '../support/servers/startLlamaServer.ts';
import { IndexedEngine } from '../support/indexes/indexedEngine.ts';

const smolLm2 = 'SmolLM2-135M-Instruct.Q4_1.gguf';
const never = new AbortController().signal;
const decoding = { ...defaultDecoding, maxTokens: 24 };
const limits = {
  'limits.md': '# Limits\n\nThe retry limit is three. The timeout is ninety seconds.\n',
  'ships.md': '# Ships\n\nA sail catches the wind.\n',
  'stars.md': '# Stars\n\nThe light of a star is old.\n',
};

type Reading = Extract<GenerateEvent, { readonly type: 'reading' }>;

describe('the chat model of a real llama-server', () => {
  const started = new AsyncDisposableStack();
  let server: ModelServer;
  let model: ChatModel;

  before(async function () {
    // It reports after each batch.
    const args = ['-c', '2048', '-b', '128', '-ub', '128'];
    server = started.use(await startLlamaServer(this, realModel(this, smolLm2), args));
    const settings = { ...defaultSettings, server: server.url };
    const models = new ServerChatModels({
      settings: () => settings,
      key: () => Promise.resolve(undefined),
    });
    const found = await models.find();
    assert(found !== null);
    model = found;
  });

  after(() => started.disposeAsync());

  async function ask(
    request: GenerateRequest,
    onEvent: (event: GenerateEvent) => void = () => undefined,
    signal = never,
  ): Promise<{ readonly generation: Generation; readonly readings: readonly Reading[] }> {
    const readings: Reading[] = [];
    const generation = await model.generate(
      request,
      (event) => {
        if (event.type === 'reading') readings.push(event);
        onEvent(event);
      },
      signal,
    );
    return { generation, readings };
  }

  it('reports how far it has read, of as many tokens as were counted before', async () => {
    const request = requestFor('Which value is 7?', { sources: manySources, decoding });
    const { generation, readings } = await ask(request);
    const { promptTokens, outputTokens, areEstimates } = generation.timings;
    assert.equal(areEstimates, false);
    assert(outputTokens > 0 && outputTokens <= decoding.maxTokens);
    assert(promptTokens > 700 && promptTokens <= 900, String(promptTokens));
    const [before] = readings;
    assert.equal(before?.totalTokens, promptTokens);
    const read = readings.map(({ readTokens }) => readTokens);
    assert.deepEqual(
      read,
      read.toSorted((a, b) => a - b),
    );
    assert(
      read.some((tokens) => tokens > 0 && tokens < promptTokens),
      read.join(),
    );
    assert.equal(await model.previewPrompt?.(request, never), generation.prompt);
  });

  it('does not read again what it has read before', async () => {
    const sources = manySources.slice(0, 4);
    await ask(requestFor('Which value is 7?', { sources, decoding }));
    const { generation } = await ask(requestFor('Which value is 9?', { sources, decoding }));
    const { promptTokens, reusedTokens } = generation.timings;
    assert(reusedTokens > promptTokens / 2, `${reusedTokens} of ${promptTokens}`);
  });

  it('stops while it reads, and then answers the next question', async () => {
    const stop = new AbortController();
    const sources = manySources.toReversed();
    const stopped = ask(
      requestFor('Why?', { sources, decoding }),
      (event) => {
        if (event.type === 'reading' && event.readTokens > 0) stop.abort();
      },
      stop.signal,
    );
    await assert.rejects(stopped, (error) => isFailure(error, 'cancelled'));
    const { generation } = await ask(requestFor('Where is the limit?', { decoding }));
    assert(generation.text.trim().length > 0);
  });

  it('answers with citations of the index, checked, and says who answered', async function () {
    await using workspace = await new TestWorkspace().write(limits);
    await using engine = await IndexedEngine.over(workspace, {
      'chatModel.server': server.url,
      'decoding.maxTokens': 24,
      'models.folder': workspace.base,
    });
    const { text, citations, sentences, generation, result } = await engine.answer({
      question: 'What is the retry limit?',
      topK: 3,
    });
    assert.match(text ?? '', /three|3/);
    assert.equal(result.hits[(citations[0]?.marker ?? 0) - 1]?.path, 'limits.md');
    assert(sentences.length > 0);
    assert.equal(generation?.served?.host, server.host);
    assert.match(generation.model.name, /SmolLM2/);
  });
});

describe('the embeddings of a real llama-server', () => {
  async function start(context: Mocha.Context, ...args: readonly string[]): Promise<ModelServer> {
    return startLlamaServer(context, realModel(context, smolLm2), [
      ...['-c', '512', '--embeddings', '--pooling', 'mean'],
      ...args,
    ]);
  }

  function index(workspace: TestWorkspace, embeddingServer: string): TestIndex {
    const settings = { ...testIndexSettings, embeddingServer };
    return new TestIndex(workspace.base, { settings, modelsFolder: workspace.base });
  }

  it('index a folder by meaning, once for each text', async function () {
    await using server = await start(this);
    await using workspace = await new TestWorkspace().write(limits);
    const { root } = workspace;
    await using own = index(workspace, server.url);
    await own.open(root);
    assert.equal((await own.client.update({ root, paths: [] })).embeddingsComputed, 3);
    assert.equal((await own.client.update({ root, paths: [] })).embeddingsComputed, 0);
    const { meaningSearch, meaningServer, hits } = await own.client.search(
      {
        question: 'How many times is it tried again?',
        roots: [root],
        filter: { paths: [], languages: [] },
        topK: 3,
        history: [],
      },
      never,
    );
    assert.deepEqual([meaningSearch, meaningServer], ['ready', { host: server.host }]);
    assert.equal(hits.length, 3);
    const { embeddingServer } = own.states.at(-1) ?? {};
    assert.deepEqual(embeddingServer, { host: server.host, model: smolLm2 });
  });

  it('take the beginning of a text that is too long for one batch', async function () {
    await using server = await start(this, '-b', '64', '-ub', '64');
    const words = Array.from({ length: 120 }, (_, number) => `word${number}`).join(' ');
    await using workspace = await new TestWorkspace().write({ 'long.md': `# Long\n\n${words}\n` });
    const { root } = workspace;
    await using own = index(workspace, server.url);
    await own.open(root);
    const { chunks, embeddingsComputed, meaningProblem } = await own.client.update({
      root,
      paths: [],
    });
    assert.equal(meaningProblem, undefined);
    assert.equal(embeddingsComputed, chunks);
  });

  it('of a server without them are refused with its own words', async function () {
    await using server = await startLlamaServer(this, realModel(this, smolLm2), ['-c', '512']);
    await using workspace = await new TestWorkspace().write(limits);
    const { root } = workspace;
    await using own = index(workspace, server.url);
    await own.open(root);
    const { chunks, meaningProblem } = await own.client.update({ root, paths: [] });
    assert.equal(chunks, 3);
    assert.equal(meaningProblem?.reason, 'server-failed');
    assert.match(JSON.stringify(meaningProblem.wording), /embeddings/);
  });
});
