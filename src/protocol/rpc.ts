import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc';
import { Failure } from '../core/errors.ts';
import type { Cancellation } from '../core/ports/cancellation.ts';
import { wording } from '../core/texts/wording.ts';

// Whoever makes a connection loads vscode-jsonrpc; this file does not, because activation loads it.

const closingFailures = new WeakMap<MessageConnection, Failure>();

/** Ends a connection whose peer is gone: pending calls, and later ones, fail with `failure`. */
export function closeConnection(connection: MessageConnection, failure: Failure): void {
  closingFailures.set(connection, failure);
  connection.dispose();
}

/**
 * Sends a request. Cancelling crosses the wire; the promise then rejects once the peer has let go.
 * @throws Failure if the peer threw one; `process-crashed` if the connection is gone.
 */
export async function call<R>(
  connection: MessageConnection,
  method: string,
  params: unknown,
  cancellation?: Cancellation,
): Promise<R> {
  if (cancellation?.aborted === true)
    throw new Failure('cancelled', 'Cancelled before it was sent.');
  try {
    const token = cancellation === undefined ? [] : [tokenOf(cancellation)];
    return await connection.sendRequest<R>(method, params, ...token);
  } catch (error) {
    const { fromResponseError, isGone } = await import('./wireErrors.ts');
    if (isGone(error))
      throw (
        closingFailures.get(connection) ??
        new Failure('process-crashed', wording('The other side is gone.'), { cause: error })
      );
    throw fromResponseError(error);
  }
}

/** A token of the wire that follows a cancellation; the connection stops listening at the end. */
function tokenOf(cancellation: Cancellation): CancellationToken {
  return {
    get isCancellationRequested() {
      return cancellation.aborted;
    },
    onCancellationRequested: (listener) => {
      const cancel = (): void => {
        listener(undefined);
      };
      cancellation.addEventListener('abort', cancel, { once: true });
      return {
        dispose: () => {
          cancellation.removeEventListener('abort', cancel);
        },
      };
    },
  };
}

/** An AbortSignal that follows a token of the wire. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else
    token.onCancellationRequested(() => {
      controller.abort();
    });
  return controller.signal;
}
