import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isFailure } from '../../../src/core/errors.ts';
import { parseStoreAddress } from '../../../src/core/settings/storeAddress.ts';
import { StoreConnection } from '../../../src/node/postgres/storeConnection.ts';

/** A server that does what it is told with each connection, and records what it got. */
class OddServer implements AsyncDisposable {
  readonly received: Buffer[] = [];
  readonly #sockets: Socket[] = [];
  readonly #server;

  private constructor(answer: (socket: Socket) => void) {
    this.#server = createServer((socket) => {
      this.#sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        this.received.push(data);
        answer(socket);
      });
    });
  }

  static async start(answer: (socket: Socket) => void): Promise<OddServer> {
    const odd = new OddServer(answer);
    odd.#server.listen(0);
    await once(odd.#server, 'listening');
    return odd;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  open(host: string): Promise<StoreConnection> {
    const address = parseStoreAddress(`postgres://ask@${host}:${this.port}/db`);
    return StoreConnection.open({ address, password: 'secret' }, 'reading');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

const unreachable = (error: unknown): boolean => isFailure(error, 'store-unreachable');

describe('a server that is no store', () => {
  it('gets nothing without TLS unless it is on this machine', async function () {
    const other = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    if (other === undefined) {
      console.log('      skipped: this machine has no address but the loopback one');
      return this.skip();
    }
    // `N`: it does not speak TLS.
    await using server = await OddServer.start((socket) => socket.write('N'));
    await assert.rejects(server.open(other.address), unreachable);
    // The request for TLS alone: its length, and its code.
    assert.equal(Buffer.concat(server.received).toString('hex'), '0000000804d2162f');
  });

  it('is given up when it accepts a connection and says nothing', async () => {
    await using server = await OddServer.start(() => undefined);
    await assert.rejects(server.open('127.0.0.1'), unreachable);
  });

  it('is given up when it answers something else, or hangs up', async () => {
    for (const answer of [
      (socket: Socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
      (socket: Socket) => socket.destroy(),
    ]) {
      await using server = await OddServer.start(answer);
      await assert.rejects(server.open('127.0.0.1'), unreachable);
    }
  });
});
