import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { closeServer } from './closeServer.ts';

/**
 * A proxy on the loopback address that resolves no names: every CONNECT leads to one port of this
 * machine.
 */
export class ConnectProxy implements AsyncDisposable {
  /** Host and port of each CONNECT, in order. */
  readonly targets: string[] = [];
  /** Answers with this status instead. */
  refusal: number | null = null;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(port: number) {
    this.#server = createServer((_request, response) => {
      response.writeHead(405).end();
    });
    this.#server.on('connect', ({ url }, client: Socket) => {
      this.targets.push(url ?? '');
      this.#keep(client);
      if (this.refusal !== null) {
        client.end(`HTTP/1.1 ${this.refusal} Refused\r\n\r\n`);
        return;
      }
      const target = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(target).pipe(client);
      });
      this.#keep(target);
    });
  }

  static async start(port: number): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(port);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await closeServer(this.#server);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
