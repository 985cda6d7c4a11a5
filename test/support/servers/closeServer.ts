import { once } from 'node:events';
import type { Server } from 'node:http';

/** Ends a server and the connections that are still open. */
export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
