import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { crashingChildMessages } from './crashingChildMessages.ts';

/**
 * A child process that does what a test asks: it answers, crashes in several ways or hangs.
 * `--abort-at-start` makes it crash before it connects.
 */
if (process.argv.includes('--abort-at-start')) process.abort();
const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
crashingChildMessages.serve(connection, {
  echo: ({ text }) => ({ text, pid: process.pid, args: process.argv.slice(2) }),
  end: ({ how }) => {
    console.error(`ending by ${how}`);
    if (how === 'exit') process.exit(7);
    if (how === 'abort') process.abort();
    process.kill(process.pid, 'SIGKILL');
    return new Promise<never>(() => undefined);
  },
  hang: () => {
    for (;;);
  },
  goodbye: () => {
    process.disconnect();
  },
});
connection.listen();
