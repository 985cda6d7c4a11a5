import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { isFailure } from '../../../src/core/errors.ts';
import { chatServerSettings, parseServerAddress } from '../../../src/node/server/serverAddress.ts';
import { ServerConnection } from '../../../src/node/server/serverConnection.ts';
import { closeServer } from '../../support/servers/closeServer.ts';

const never = new AbortController().signal;

describe('a connection to a server that closes what it kept open', () => {
  let methods: (string | undefined)[];
  let connection: ServerConnection;
  /** Answers the first request, closes at the second, and answers again. */
  const server = createServer((request, response) => {
    methods.push(request.method);
    if (methods.length === 2) request.socket.resetAndDestroy();
    else response.setHeader('content-type', 'application/json').end('{}');
  });
  beforeEach(async () => {
    methods = [];
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const address = parseServerAddress(`http://127.0.0.1:${port}`, chatServerSettings);
    connection = new ServerConnection(address, undefined);
    await ask(undefined);
  });
  afterEach(() => closeServer(server));

  const ask = (body: unknown): Promise<object> =>
    connection.json(connection.address.api, body, v.object({}), never);

  it('asks again what changes nothing there', async () => {
    assert.deepEqual(await ask(undefined), {});
    assert.deepEqual(methods, ['GET', 'GET', 'GET']);
  });

  it('does not send twice what may be computed twice', async () => {
    await assert.rejects(ask({ a: 1 }), (error) => isFailure(error, 'server-unreachable'));
    assert.deepEqual(methods, ['GET', 'POST']);
  });
});
