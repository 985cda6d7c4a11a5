import type { ChildProcess } from 'node:child_process';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';

/** A connection over the child's IPC channel. The caller must start it with `listen()`. */
export function connectChild(child: ChildProcess): MessageConnection {
  return createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
}
