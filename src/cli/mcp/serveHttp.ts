import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { terminalFailure } from '../terminalFailure.ts';

const loopback = '127.0.0.1';
export const mcpPath = '/mcp';

export interface HttpService {
  /** The address for clients. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the protocol on the loopback address. A request is answered only if it has the token, if
 * its host is a name of this machine (so that no web page can reach the server under another name),
 * and if it does not come from a foreign page's origin.
 * @param port 0 for any free one.
 * @throws Failure `invalid-setting` if the port is taken or not allowed.
 */
export async function serveHttp(
  factory: McpServerFactory,
  port: number,
  token: string,
): Promise<HttpService> {
  const handler = createMcpHandler(factory);
  const answer = toNodeHandler(handler);
  const isOurHost = localhostHostValidation();
  const isOurOrigin = localhostOriginValidation();
  const server = createServer((request, response) => {
    if (!isOurHost(request, response) || !isOurOrigin(request, response)) return;
    if (request.url !== mcpPath) response.writeHead(404).end();
    else if (!hasToken(request, token))
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    // Only the types disagree: they do not reflect that Node leaves `method` out of responses.
    else void answer(request as Parameters<typeof answer>[0], response);
  });
  server.listen(port, loopback);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw terminalFailure(
      'invalid-setting',
      `Port ${port} of ${loopback} cannot be used: ${String(error)}`,
      { cause: error },
    );
  }
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://${loopback}:${given}${mcpPath}`,
    close: async () => {
      server.close();
      await handler.close();
      server.closeAllConnections();
    },
  };
}

/** Compares digests in constant time, so that timing reveals nothing about the token. */
function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const [, given = ''] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
