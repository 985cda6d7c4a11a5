import {
  CancellationTokenSource,
  ConnectionError,
  ErrorCodes,
  ResponseError,
} from 'vscode-jsonrpc';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc';
import { Failure } from '../core/errors.ts';
import type { Cancellation } from '../core/ports/cancellation.ts';
import { wording } from '../core/texts/wording.ts';
import { fromResponseError } from './failureData.ts';

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
  const source = new CancellationTokenSource();
  const cancel = (): void => {
    source.cancel();
  };
  if (cancellation?.aborted === true)
    throw new Failure('cancelled', 'Cancelled before it was sent.');
  cancellation?.addEventListener('abort', cancel, { once: true });
  try {
    return await connection.sendRequest<R>(method, params, source.token);
  } catch (error) {
    if (isGone(error))
      throw (
        closingFailures.get(connection) ??
        new Failure('process-crashed', wording('The other side is gone.'), { cause: error })
      );
    throw fromResponseError(error);
  } finally {
    cancellation?.removeEventListener('abort', cancel);
    source.dispose();
  }
}

function isGone(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    (error instanceof ResponseError && goneCodes.has(error.code))
  );
}

const goneCodes: ReadonlySet<number> = new Set([
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
  ErrorCodes.MessageWriteError,
]);

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
