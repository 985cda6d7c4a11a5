import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { Echo, End, Goodbye, Hang } from './crashingChildMessages.ts';

/**
 * A child process that does what a test asks: answers, dies in several ways, hangs.
 * `--abort-at-start` dies before it says anything.
 */
if (process.argv.includes('--abort-at-start')) process.abort();
const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
connection.onRequest(Echo, ({ text }) => ({ text, pid: process.pid, args: process.argv.slice(2) }));
connection.onRequest(End, ({ how }): never | Promise<never> => {
  console.error(`ending by ${how}`);
  if (how === 'exit') process.exit(7);
  if (how === 'abort') process.abort();
  process.kill(process.pid, 'SIGKILL');
  return new Promise<never>(() => undefined);
});
connection.onRequest(Hang, () => {
  for (;;);
});
connection.onRequest(Goodbye, () => {
  process.disconnect();
});
connection.listen();
