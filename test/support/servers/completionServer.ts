import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SelfMadeCertificate } from './selfMadeCertificate.ts';
import { closeServer } from './closeServer.ts';
import { requestText } from './requestText.ts';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The parsed body; undefined without one. */
  readonly body: unknown;
}

/** An OpenAI-compatible server on the loopback address whose answers the test controls. */
export class CompletionServer implements AsyncDisposable {
  readonly requests: ReceivedRequest[] = [];
  /** The models that `/v1/models` lists; null as Ollama without one says it. */
  models: readonly string[] | null = ['tiny'];
  /**
   * The context size in tokens of a llama.cpp server, which counts each word as one token; null for
   * any other server.
   */
  llamaContext: number | null = null;
  /** Answers a question. */
  complete: (response: ServerResponse, request: IncomingMessage) => void = (response) => {
    stream(response, 'The limit is 3 [1].');
  };
  readonly #server: Server;

  private constructor(certificate: SelfMadeCertificate | undefined) {
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      void this.#answer(request, response);
    };
    this.#server =
      certificate === undefined ? createServer(answer) : createSecureServer(certificate, answer);
  }

  /** @param certificate turns it into an HTTPS server. */
  static async start(certificate?: SelfMadeCertificate): Promise<CompletionServer> {
    const server = new CompletionServer(certificate);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** Requests for an answer, in order. */
  get asked(): readonly ReceivedRequest[] {
    return this.requests.filter(({ path }) => path === '/v1/chat/completions');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await closeServer(this.#server);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await requestText(request);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const path = request.url ?? '';
    this.requests.push({ path, headers: request.headers, body });
    if (path === '/v1/chat/completions') {
      this.complete(response, request);
      return;
    }
    if (path === '/v1/models') {
      sendJson(response, 200, { data: this.models?.map((id) => ({ id })) ?? null });
      return;
    }
    const llama = this.llamaContext === null ? undefined : this.#llamaAnswer(path, body);
    sendJson(response, llama === undefined ? 404 : 200, llama ?? { error: 'not found' });
  }

  #llamaAnswer(path: string, body: unknown): object | undefined {
    switch (path) {
      case '/props':
        return { default_generation_settings: { n_ctx: this.llamaContext } };
      case '/apply-template': {
        const { messages } = body as { messages: { role: string; content: string }[] };
        return { prompt: messages.map(({ role, content }) => `<${role}> ${content}`).join('\n') };
      }
      case '/tokenize': {
        const { content } = body as { content: string };
        return { tokens: content.split(/\s+/).map((_, index) => index) };
      }
      default:
        return undefined;
    }
  }
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Begins a stream of events. */
export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
}

export function sendEvent(response: ServerResponse, data: object | string): void {
  response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
}

/** An event with a part of the answer. */
export function textEvent(content: string): object {
  return { model: 'tiny-1', choices: [{ delta: { content }, finish_reason: null }] };
}

export function endEvent(reason = 'stop'): object {
  return { choices: [{ delta: {}, finish_reason: reason }] };
}

/** A complete answer, word by word, with its usage, as servers should send it. */
export function stream(response: ServerResponse, text: string): void {
  beginStream(response);
  for (const word of text.split(/(?<= )/)) sendEvent(response, textEvent(word));
  sendEvent(response, endEvent());
  sendEvent(response, { choices: [], usage: { prompt_tokens: 120, completion_tokens: 7 } });
  sendEvent(response, '[DONE]');
  response.end();
}
