import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SelfMadeCertificate } from './selfMadeCertificate.ts';
import { closeServer } from './closeServer.ts';

/** How the server misbehaves; may be changed between requests. */
export interface RangeServerBehaviour {
  /** The content at every path. */
  content: Uint8Array;
  /** Closes each connection after this many bytes of a body. */
  cutAfterBytes: number | null;
  /** Sends nothing more after this many bytes of a body, and keeps the connection open. */
  stallAfterBytes: number | null;
  /** Waits this long before each block of 16 KB, in ms. */
  pauseMs: number;
  /** Accepts requests and never answers. */
  silent: boolean;
  /** Supports Range requests. */
  ranges: boolean;
  /** Sends an ETag made from the content. */
  etag: boolean;
  /** The total length that it claims, instead of the true one. */
  claimedBytes: number | null;
  /** Sends no length. */
  lengthless: boolean;
  /** Answers with this status instead. */
  status: number | null;
  /** Headers of each response. */
  headers: Readonly<Record<string, string>>;
}

const blockBytes = 16_384;

/** A server of one file on the loopback address, for tests of downloads. */
export class RangeServer implements AsyncDisposable {
  readonly behaviour: RangeServerBehaviour;
  /** The Range header of each request, in order; empty if it had none. */
  readonly ranges: string[] = [];
  readonly paths: string[] = [];
  readonly #server: Server;
  onRequest: () => void = () => undefined;
  /** Called when a response ends, for whatever reason. */
  onClose: () => void = () => undefined;

  private constructor(content: Uint8Array, certificate: SelfMadeCertificate | undefined) {
    this.behaviour = {
      content,
      cutAfterBytes: null,
      stallAfterBytes: null,
      pauseMs: 0,
      silent: false,
      ranges: true,
      etag: true,
      claimedBytes: null,
      lengthless: false,
      status: null,
      headers: {},
    };
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      this.#answer(request, response);
    };
    this.#server =
      certificate === undefined ? createServer(answer) : createSecureServer(certificate, answer);
  }

  /** @param certificate turns it into an HTTPS server. */
  static async start(content: Uint8Array, certificate?: SelfMadeCertificate): Promise<RangeServer> {
    const server = new RangeServer(content, certificate);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await closeServer(this.#server);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.ranges.push(request.headers.range ?? '');
    this.paths.push(request.url ?? '');
    this.onRequest();
    const { content, status, etag, claimedBytes, lengthless, headers } = this.behaviour;
    response.once('close', () => {
      this.onClose();
    });
    if (this.behaviour.silent) return;
    if (status !== null) {
      response.writeHead(status, headers).end('no');
      return;
    }
    const total = claimedBytes ?? content.length;
    const tag = `"${createHash('sha256').update(content).digest('hex')}"`;
    const from = this.#start(request, tag);
    if (from !== null && from >= total) {
      response.writeHead(416, { 'content-range': `bytes */${total}` }).end();
      return;
    }
    response.writeHead(from === null ? 200 : 206, {
      ...headers,
      ...(etag ? { etag: tag } : {}),
      ...(lengthless ? {} : { 'content-length': total - (from ?? 0) }),
      ...(from === null ? {} : { 'content-range': `bytes ${from}-${total - 1}/${total}` }),
    });
    response.flushHeaders();
    this.#send(response, content.subarray(from ?? 0));
  }

  /** The offset at which the body begins; null for the whole content. */
  #start(request: IncomingMessage, tag: string): number | null {
    const condition = request.headers['if-range'];
    const [, start] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
    if (
      !this.behaviour.ranges ||
      start === undefined ||
      (condition !== undefined && condition !== tag)
    )
      return null;
    return Number(start);
  }

  #send(response: ServerResponse, body: Uint8Array): void {
    const { cutAfterBytes, stallAfterBytes, pauseMs, claimedBytes } = this.behaviour;
    const last = Math.min(body.length, cutAfterBytes ?? Infinity, stallAfterBytes ?? Infinity);
    let sent = 0;
    const more = (): void => {
      if (response.destroyed) return;
      if (sent < last) {
        const end = Math.min(sent + blockBytes, last);
        response.write(
          body.subarray(sent, end),
          pauseMs === 0
            ? more
            : () => {
                setTimeout(more, pauseMs);
              },
        );
        sent = end;
      } else if (stallAfterBytes === null) {
        const isShort = claimedBytes !== null || last < body.length;
        if (isShort) response.socket?.destroySoon();
        else response.end();
      }
    };
    more();
  }
}
