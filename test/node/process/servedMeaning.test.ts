import assert from 'node:assert/strict';
import type { SearchResult } from '../../../src/core/ports/retriever.ts';
import { EmbeddingServer } from '../../support/servers/embeddingServer.ts';
import { sendJson } from '../../support/servers/completionServer.ts';
import { TestIndex, TestWorkspace, testIndexSettings } from '../../support/indexes/indexProcess.ts';

const never = new AbortController().signal;

const files = {
  'fruit.md': '# Fruit\n\nApples and pears grow on trees.\n',
  'ships.md': '# Ships\n\nA sail catches the wind.\n',
  'stars.md': '# Stars\n\nThe light of a star is old.\n',
};

describe('an index whose embeddings a server computes', () => {
  let workspace: TestWorkspace;
  let server: EmbeddingServer;

  beforeEach(async () => {
    workspace = await new TestWorkspace().write(files);
    server = await EmbeddingServer.start();
  });

  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await workspace[Symbol.asyncDispose]();
  });

  function configuration(embeddingServerModel = '', url = server.url) {
    const settings = { ...testIndexSettings, embeddingServer: url, embeddingServerModel };
    return { settings, modelsFolder: workspace.base };
  }

  async function open(embeddingServerModel?: string): Promise<TestIndex> {
    const index = new TestIndex(workspace.base, configuration(embeddingServerModel));
    await index.open(workspace.root);
    return index;
  }

  function search(index: TestIndex, question: string): Promise<SearchResult> {
    const filter = { paths: [], languages: [] };
    return index.client.search(
      { question, roots: [workspace.root], filter, topK: 3, history: [] },
      never,
    );
  }

  const update = (index: TestIndex, paths: readonly string[] = []) =>
    index.client.update({ root: workspace.root, paths });

  /** Texts of files that the server was sent. */
  const sentTexts = (): readonly string[] => server.texts.filter((text) => text !== 'text');

  it('sends each text once, in few requests, and searches by meaning', async () => {
    await using index = await open();
    assert.equal((await update(index)).embeddingsComputed, 3);
    assert.equal(server.requests.filter(({ texts }) => texts.length === 3).length, 1);
    const { meaningSearch, meaningServer, hits } = await search(index, 'old light');
    assert.deepEqual([meaningSearch, meaningServer], ['ready', { host: server.host }]);
    assert.equal(hits[0]?.path, 'stars.md');
    assert.equal(server.texts.at(-1), 'old light?');
    const { embeddingServer } = index.states.at(-1) ?? {};
    assert.deepEqual(embeddingServer, { host: server.host, model: 'counting' });
  });

  it('completes its words while the server is away, says why, and then catches up', async () => {
    const { port, url } = server;
    await server[Symbol.asyncDispose]();
    await using index = new TestIndex(workspace.base, configuration('', url));
    await index.open(workspace.root);
    const { chunks, embeddingsComputed, meaningProblem } = await update(index);
    assert.deepEqual([chunks, embeddingsComputed], [3, 0]);
    assert.equal(meaningProblem?.reason, 'server-unreachable');
    const found = await search(index, 'wind');
    assert.equal(found.hits[0]?.path, 'ships.md');
    assert.equal(found.meaningSearch, 'absent');
    assert.match(JSON.stringify(found.meaningServer?.problem), /ECONNREFUSED.*embeddingServer/);
    server = await EmbeddingServer.start(port);
    const caughtUp = await update(index);
    assert.deepEqual([caughtUp.embeddingsComputed, caughtUp.meaningProblem], [3, undefined]);
    assert.equal((await search(index, 'wind')).meaningServer?.problem, undefined);
  });

  it('indexes the words of an edit while the server is away', async () => {
    await using index = await open();
    await update(index);
    const { url } = server;
    await server[Symbol.asyncDispose]();
    await workspace.write({ 'ships.md': '# Ships\n\nA rudder steers.\n' });
    const { meaningProblem } = await update(index, ['ships.md']);
    assert.equal(meaningProblem?.reason, 'server-unreachable', url);
    const { hits, meaningSearch } = await search(index, 'rudder');
    assert.deepEqual([hits[0]?.path, meaningSearch], ['ships.md', 'absent']);
    server = await EmbeddingServer.start();
  });

  it('asks only for what is missing after the server failed midway', async () => {
    const texts = Array.from({ length: 100 }, (_, index) => [`n${index}.md`, `note ${index} of\n`]);
    await workspace.write(Object.fromEntries(texts) as Record<string, string>);
    await using index = await open();
    const { respond } = server;
    let answers = 0;
    server.respond = (response, asked) => {
      if (answers++ < 3) respond(response, asked);
      else sendJson(response, 401, { error: 'expired' });
    };
    const { embeddingsComputed, meaningProblem } = await update(index);
    assert.equal(meaningProblem?.reason, 'key-refused');
    // The first request asks for the dimensions; two of 32 texts follow.
    assert.equal(embeddingsComputed, 64);
    server.respond = respond;
    server.requests.length = 0;
    const rest = await update(index);
    assert.equal(rest.embeddingsComputed, 103 - 64);
    assert.equal(sentTexts().length, 103 - 64);
  });

  it('embeds again for another model, and nothing for one that it had before', async () => {
    await using index = await open('one');
    await update(index);
    for (const [model, computed] of [
      ['two', 3],
      ['one', 0],
    ] as const) {
      await index.configure(configuration(model));
      const report = await update(index);
      assert.deepEqual([report.chunks, report.embeddingsComputed], [3, computed], model);
      assert.equal((await search(index, 'old light')).meaningSearch, 'ready');
    }
  });

  it('embeds again when the server has a model of other dimensions', async () => {
    await using index = await open();
    await update(index);
    server.dimensions = 32;
    const { meaningServer } = await search(index, 'old light');
    assert.match(JSON.stringify(meaningServer?.problem), /may have changed/);
    assert.equal((await update(index)).embeddingsComputed, 3);
    assert.equal((await search(index, 'old light')).meaningSearch, 'ready');
  });

  it('leaves out a text that the server refuses, and embeds the others', async () => {
    await using index = await open();
    const { respond } = server;
    server.respond = (response, asked) => {
      if (asked.texts.some((text) => text.includes('sail'))) sendJson(response, 500, {});
      else respond(response, asked);
    };
    const { embeddingsComputed, meaningProblem } = await update(index);
    assert.deepEqual([embeddingsComputed, meaningProblem], [2, undefined]);
    assert.equal((await search(index, 'old light')).meaningSearch, 'partial');
  });

  it('stops waiting for a server that hangs when the update is cancelled', async () => {
    await using index = await open();
    const stop = new AbortController();
    server.respond = () => {
      stop.abort();
    };
    await assert.rejects(
      index.client.update({ root: workspace.root, paths: [] }, stop.signal),
      /cancelled/,
    );
  });
});
