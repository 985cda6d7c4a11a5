import assert from 'node:assert/strict';
import type { Embedder } from '../../../src/core/ports/textModels.ts';
import {
  embeddingServerSettings,
  parseServerAddress,
} from '../../../src/node/server/serverAddress.ts';
import { ServerConnection } from '../../../src/node/server/serverConnection.ts';
import { ServerEmbedder } from '../../../src/node/server/serverEmbedder.ts';
import { EmbeddingServer } from '../../support/servers/embeddingServer.ts';
import { SourceVectors } from '../../../src/process/sourceVectors.ts';

/** Counts what it embeds; a vector is the text's length. */
class CountingEmbedder implements Embedder {
  readonly isMultilingual = false;
  readonly modelSha256 = '';
  readonly dimensions = 1;
  readonly embedded: string[] = [];

  embed(text: string): Promise<Float32Array> {
    this.embedded.push(text);
    return Promise.resolve(new Float32Array([text.length]));
  }
}

describe('vectors of sources', () => {
  it('embeds a text once, however often it is compared', async () => {
    const embedder = new CountingEmbedder();
    const vectors = new SourceVectors();
    for (const text of ['one', 'three', 'one', 'three'])
      assert.deepEqual([...(await vectors.of(text, embedder))], [text.length]);
    assert.deepEqual(embedder.embedded, ['one', 'three']);
  });

  it('embeds no text after the first that is near enough', async () => {
    const embedder = new CountingEmbedder();
    const vectors = new SourceVectors();
    const compare = (enough: number): Promise<number> =>
      vectors.nearness('say', ['one', 'three'], enough, embedder);
    assert.equal(await compare(1), 1);
    assert.deepEqual(embedder.embedded, ['say', 'one']);
    assert.equal(await compare(2), 1);
    assert.deepEqual(embedder.embedded, ['say', 'one', 'three']);
  });

  it('asks a server once for a sentence and its texts, and for no text twice', async () => {
    await using server = await EmbeddingServer.start();
    const address = parseServerAddress(server.url, embeddingServerSettings);
    const connection = new ServerConnection(address, undefined);
    const embedder = await ServerEmbedder.connect(connection, '');
    server.requests.length = 0;
    const vectors = new SourceVectors();
    const near = await vectors.nearness('a cold sea', ['warm land', 'a cold sea'], 0.9, embedder);
    assert(near > 0.99);
    await vectors.nearness('dry land', ['warm land'], 0.9, embedder);
    assert.deepEqual(
      server.requests.map(({ texts }) => texts),
      [['a cold sea', 'warm land'], ['dry land']],
    );
  });

  it('embeds again with another model', async () => {
    const other = new CountingEmbedder();
    const vectors = new SourceVectors();
    await vectors.of('one', new CountingEmbedder());
    await vectors.of('one', other);
    assert.deepEqual(other.embedded, ['one']);
  });

  it('forgets the text that was not used for longest', async () => {
    const embedder = new CountingEmbedder();
    const vectors = new SourceVectors();
    await vectors.of('kept', embedder);
    for (let index = 0; index < 511; index++) await vectors.of(`text ${index}`, embedder);
    await vectors.of('kept', embedder);
    await vectors.of('one more', embedder);
    embedder.embedded.length = 0;
    await vectors.of('kept', embedder);
    await vectors.of('text 0', embedder);
    assert.deepEqual(embedder.embedded, ['text 0']);
  });
});
