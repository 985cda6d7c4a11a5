import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import {
  embeddingServerSettings,
  parseServerAddress,
} from '../../../src/node/server/serverAddress.ts';
import { ServerConnection } from '../../../src/node/server/serverConnection.ts';
import { ServerEmbedder } from '../../../src/node/server/serverEmbedder.ts';
import type { EmbeddingPatience } from '../../../src/node/server/serverEmbedder.ts';
import { sendJson } from '../../support/servers/completionServer.ts';
import { EmbeddingServer, sendEmbeddings } from '../../support/servers/embeddingServer.ts';
import type { EmbeddingsAsked } from '../../support/servers/embeddingServer.ts';

const never = new AbortController().signal;
const patience: EmbeddingPatience = { questionMs: 5000, textsMs: 5000, busyMs: 5, restMs: 0 };

describe('the embedding model of a server', () => {
  let server: EmbeddingServer;

  beforeEach(async () => {
    server = await EmbeddingServer.start();
  });

  afterEach(() => server[Symbol.asyncDispose]());

  function connect(
    model = '',
    { key, ...changes }: Partial<EmbeddingPatience> & { key?: string } = {},
  ): Promise<ServerEmbedder> {
    const address = parseServerAddress(server.url, embeddingServerSettings);
    return ServerEmbedder.connect(new ServerConnection(address, key), model, {
      ...patience,
      ...changes,
    });
  }

  it('has the name and the dimensions that the server says', async () => {
    const { dimensions, server: there } = await connect();
    assert.deepEqual([there.model, there.host, dimensions], ['counting', server.host, 64]);
  });

  it('is another model, by its sha256, with another name or other dimensions', async () => {
    const { modelSha256 } = await connect('one');
    assert.match(modelSha256, /^[0-9a-f]{64}$/);
    assert.equal((await connect('one')).modelSha256, modelSha256);
    assert.notEqual((await connect('two')).modelSha256, modelSha256);
    server.dimensions = 32;
    assert.notEqual((await connect('one')).modelSha256, modelSha256);
  });

  it('gives unit vectors, and the same ones alone and among others', async () => {
    const embedder = await connect();
    const alone = await embedder.embed('the retry limit');
    assert(Math.abs(Math.hypot(...alone) - 1) < 1e-6);
    const [, among] = await embedder.server.embedAll(['a', 'the retry limit'], 'long', never);
    assert.deepEqual(among, alone);
  });

  it('is sent the key only in a header', async () => {
    await connect('one', { key: 'secret-1' });
    const [{ headers, texts }] = server.requests as [EmbeddingsAsked];
    assert.equal(headers.authorization, 'Bearer secret-1');
    assert.doesNotMatch(texts.join(), /secret-1/);
  });

  it('marks questions and texts as its card says', async () => {
    const embedder = await connect('nomic-embed-text:v1.5');
    server.requests.length = 0;
    await embedder.embed('Why?', 'question');
    await embedder.server.embedAll(['Because.'], 'long', never);
    assert.deepEqual(server.texts, ['search_query: Why?', 'search_document: Because.']);
  });

  it('puts embeddings in order that the server sends in another one', async () => {
    const embedder = await connect();
    const expected = await embedder.server.embedAll(['one', 'two'], 'long', never);
    server.respond = (response, { texts }) => {
      const data = texts.map((text, index) => ({ index, embedding: server.vector(text) }));
      sendJson(response, 200, { data: data.toReversed() });
    };
    assert.deepEqual(await embedder.server.embedAll(['one', 'two'], 'long', never), expected);
  });

  const lies: readonly (readonly [what: string, lie: (asked: EmbeddingsAsked) => unknown])[] = [
    ['too few embeddings', () => ({ data: [] })],
    ['the same place twice', ({ texts }) => ({ data: texts.map(() => item(0)).concat(item(0)) })],
    ['no places', () => ({ data: [{ embedding: [1, 2] }] })],
    ['null among the numbers', () => ({ data: [{ index: 0, embedding: [null, 1] }] })],
    ['only zeros', () => ({ data: [{ index: 0, embedding: new Array(64).fill(0) }] })],
    ['no numbers', () => ({ data: [{ index: 0, embedding: [] }] })],
    ['numbers without end', () => ({ data: [{ index: 0, embedding: new Array(64).fill(1e308) }] })],
    ['something else', () => ({ choices: [] })],
  ];
  for (const [what, lie] of lies)
    it(`that sends ${what} fails with a reason, also when it is asked first`, async () => {
      const embedder = await connect();
      server.respond = (response, asked) => {
        sendJson(response, 200, lie(asked) as object);
      };
      await assert.rejects(embedder.embed('text'), failure('server-failed', /127\.0\.0\.1/));
      await assert.rejects(
        embedder.server.embedAll(['a', 'b'], 'long', never),
        failure('server-failed', /127\.0\.0\.1/),
      );
      await assert.rejects(connect(), failure('server-failed', /127\.0\.0\.1/));
    });

  it('that sends NaN fails with a reason', async () => {
    const embedder = await connect();
    server.respond = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"data": [{"index": 0, "embedding": [NaN, 1]}]}');
    };
    await assert.rejects(embedder.embed('text'), failure('server-failed', /unexpected/));
  });

  it('that sends other dimensions than before has changed', async () => {
    const embedder = await connect();
    server.dimensions = 32;
    await assert.rejects(
      embedder.server.embedAll(['a'], 'long', never),
      failure('server-failed', /32 numbers, not 64/),
    );
    assert.equal(embedder.hasChanged, true);
  });

  it('leaves out the one text that the server refuses', async () => {
    const embedder = await connect();
    server.respond = (response, { texts }) => {
      if (texts.includes('poison')) sendJson(response, 500, { error: { message: 'NaN' } });
      else
        sendEmbeddings(
          response,
          texts.map((text) => server.vector(text)),
        );
    };
    const vectors = await embedder.server.embedAll(['a', 'poison', 'b', 'c'], 'long', never);
    assert.deepEqual(
      vectors.map((vector) => vector !== null),
      [true, false, true, true],
    );
  });

  it('shortens a text that is too long for the model', async () => {
    const embedder = await connect();
    server.respond = (response, { texts }) => {
      if (texts.some((text) => text.length > 200))
        sendJson(response, 500, {
          error: { message: 'input (900 tokens) is too large to process. increase the batch size' },
        });
      else
        sendEmbeddings(
          response,
          texts.map((text) => server.vector(text)),
        );
    };
    const [vector] = await embedder.server.embedAll(['word '.repeat(150)], 'long', never);
    assert(vector instanceof Float32Array);
  });

  it('gives up after a few requests if the server refuses everything', async () => {
    const embedder = await connect();
    server.requests.length = 0;
    server.respond = (response) => {
      sendJson(response, 500, { error: 'out of memory' });
    };
    const texts = Array.from({ length: 32 }, (_, index) => `text ${index}`);
    await assert.rejects(
      embedder.server.embedAll(texts, 'long', never),
      failure('server-failed', /500.*out of memory/),
    );
    assert(server.requests.length <= 7, String(server.requests.length));
  });

  it('waits for a busy server as long as it asks, then goes on', async () => {
    const embedder = await connect();
    const busy = [429, 503];
    answerWith((response, asked) => {
      const status = busy.shift();
      if (status === undefined)
        sendEmbeddings(
          response,
          asked.texts.map((text) => server.vector(text)),
        );
      else {
        response.setHeader('retry-after', '0');
        sendJson(response, status, { error: { message: 'Slow down' } });
      }
    });
    assert.equal((await embedder.server.embedAll(['a'], 'long', never)).length, 1);
  });

  it('does not wait for a busy server if a question or an edit waits', async () => {
    const embedder = await connect();
    answerWith((response) => {
      sendJson(response, 429, { error: { message: 'Slow down' } });
    });
    server.requests.length = 0;
    await assert.rejects(
      embedder.server.embedAll(['a'], 'brief', never),
      failure('server-failed', /busy \(429\).*Slow down/),
    );
    assert.equal(server.requests.length, 1);
  });

  it('stops waiting when it is cancelled', async () => {
    const embedder = await connect('', { busyMs: 60_000 });
    const stop = new AbortController();
    answerWith((response) => {
      sendJson(response, 503, {});
      response.once('close', () => {
        stop.abort();
      });
    });
    await assert.rejects(
      embedder.server.embedAll(['a'], 'long', stop.signal),
      failure('cancelled', /./),
    );
  });

  it('is given up if it hangs, and is then left alone for a while', async () => {
    const embedder = await connect('', { questionMs: 50, restMs: 60_000 });
    answerWith(() => undefined);
    const silent = failure('server-unreachable', /has sent nothing/);
    await assert.rejects(embedder.embed('Why?', 'question'), silent);
    const asked = server.requests.length;
    await assert.rejects(embedder.embed('Why?', 'question'), silent);
    await assert.rejects(embedder.server.embedAll(['said'], 'brief', never), silent);
    assert.equal(server.requests.length, asked);
  });

  it('is given up if it cuts the connection', async () => {
    const embedder = await connect();
    answerWith((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"data": [');
      setImmediate(() => response.destroy());
    });
    await assert.rejects(
      embedder.server.embedAll(['a'], 'long', never),
      failure('server-unreachable', /index\.embeddingServer/),
    );
  });

  it('says in the words of the server that the key is refused', async () => {
    answerWith((response) => {
      sendJson(response, 401, { error: { message: 'Invalid API key' } });
    });
    await assert.rejects(connect(), failure('key-refused', /401.*Invalid API key/));
  });

  it('names the setting if the server has several models or another address', async () => {
    server.models = ['one', 'two'];
    await assert.rejects(connect(), failure('invalid-setting', /index\.embeddingServerModel/));
    answerWith((response) => {
      sendJson(response, 404, { error: 'no such model' });
    });
    await assert.rejects(connect('three'), failure('server-failed', /index\.embeddingServer /));
  });

  it('is not sent to the address that a server redirects to', async () => {
    answerWith((response) => {
      response.writeHead(307, { location: 'http://127.0.0.1:1/v1/embeddings' }).end();
    });
    await assert.rejects(connect('one'), failure('server-failed', /not followed/));
  });

  function answerWith(respond: (response: ServerResponse, asked: EmbeddingsAsked) => void): void {
    server.respond = respond;
  }
});

function item(index: number): object {
  return { index, embedding: [1, 2, 3] };
}

function failure(reason: FailureReason, message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert(isFailure(error), String(error));
    assert.equal(error.reason, reason);
    assert.match(error.message, message);
    return true;
  };
}
