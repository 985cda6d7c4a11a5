import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from './closeServer.ts';
import { sendJson } from './completionServer.ts';
import { requestText } from './requestText.ts';

export interface EmbeddingsAsked {
  readonly model: string;
  readonly texts: readonly string[];
  readonly headers: IncomingHttpHeaders;
}

/** An OpenAI-compatible server on the loopback address that embeds by counting words. */
export class EmbeddingServer implements AsyncDisposable {
  readonly requests: EmbeddingsAsked[] = [];
  /** The models that `/v1/models` lists. */
  models: readonly string[] = ['counting'];
  dimensions = 64;
  /** Answers a request for embeddings. */
  respond: (response: ServerResponse, asked: EmbeddingsAsked) => void = (response, { texts }) => {
    sendEmbeddings(
      response,
      texts.map((text) => this.vector(text)),
    );
  };
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response);
  });

  /** @param port 0 for any free one. */
  static async start(port = 0): Promise<EmbeddingServer> {
    const server = new EmbeddingServer();
    server.#server.listen(port, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** All texts that it was sent, in order. */
  get texts(): readonly string[] {
    return this.requests.flatMap(({ texts }) => texts);
  }

  /** Texts with the same words have vectors of the same direction. */
  vector(text: string): number[] {
    const vector = new Array<number>(this.dimensions).fill(0);
    vector[0] = 0.01;
    for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
      let hash = 7;
      for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 65_521;
      const place = 1 + (hash % (this.dimensions - 1));
      vector[place] = (vector[place] ?? 0) + 1;
    }
    return vector;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await closeServer(this.#server);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await requestText(request);
    if (request.url === '/v1/models') {
      sendJson(response, 200, { data: this.models.map((id) => ({ id })) });
      return;
    }
    if (request.url !== '/v1/embeddings') {
      sendJson(response, 404, { error: 'not found' });
      return;
    }
    const { model, input } = JSON.parse(text) as {
      model: string;
      input: string[];
    };
    const asked = { model, texts: input, headers: request.headers };
    this.requests.push(asked);
    this.respond(response, asked);
  }
}

export function sendEmbeddings(
  response: ServerResponse,
  vectors: readonly (readonly number[])[],
): void {
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  sendJson(response, 200, { object: 'list', data, usage: { prompt_tokens: 1, total_tokens: 1 } });
}
