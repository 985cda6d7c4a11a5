import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import { LocalEmbedders } from '../../../src/process/localEmbedders.ts';
import { ServedEmbedders } from '../../../src/process/servedEmbedders.ts';
import { EmbeddingServer } from '../../support/servers/embeddingServer.ts';
import { testIndexSettings } from '../../support/indexes/indexProcess.ts';

describe('connecting to a server that embeds', () => {
  let server: EmbeddingServer;

  beforeEach(async () => {
    server = await EmbeddingServer.start();
  });

  afterEach(() => server[Symbol.asyncDispose]());

  function embedders(restMs: number, embeddingServerKey?: string): ServedEmbedders {
    const params = {
      settings: { ...testIndexSettings, embeddingServer: server.url },
      modelsFolder: '/nowhere',
      ...(embeddingServerKey === undefined ? {} : { embeddingServerKey }),
    };
    const patience = { questionMs: 40, textsMs: 20_000, busyMs: 1, restMs };
    return new ServedEmbedders(params, new LocalEmbedders(params), patience);
  }

  it('does not keep a question waiting, and an update gets what the question began', async () => {
    const { respond } = server;
    const { promise: wasAsked, resolve } = Promise.withResolvers<() => void>();
    server.respond = (response, asked) => {
      resolve(() => {
        respond(response, asked);
      });
    };
    const source = embedders(60_000);
    await assert.rejects(source.get(), (error) => isFailure(error, 'server-unreachable'));
    const update = source.get('long');
    (await wasAsked)();
    assert.equal((await update).dimensions, 64);
    assert.equal(await source.get(), await update);
    assert.equal(server.requests.length, 1);
  });

  it('is left for a while after it failed, but an update tries at once', async () => {
    const { respond } = server;
    server.respond = (response) => response.destroy();
    const source = embedders(60_000);
    await assert.rejects(source.get());
    server.respond = respond;
    await assert.rejects(source.get());
    assert.equal(server.requests.length, 1);
    await source.get('long');
    assert.equal((await source.get()).server.host, server.host);
  });

  it('is the same as long as address, model and key are', () => {
    assert.equal(embedders(0, 'a').equals(embedders(0, 'a')), true);
    assert.equal(embedders(0, 'a').equals(embedders(0, 'b')), false);
  });
});
