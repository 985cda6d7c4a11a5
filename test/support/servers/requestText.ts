import type { IncomingMessage } from 'node:http';

/** The whole body of a request, as text. */
export async function requestText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
