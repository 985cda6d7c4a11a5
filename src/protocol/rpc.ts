import {
  CancellationTokenSource,
  ConnectionError,
  ErrorCodes,
  ResponseError,
} from 'vscode-jsonrpc';
import type { CancellationToken, MessageConnection, RequestType } from 'vscode-jsonrpc';
import { Failure } from '../core/errors.ts';
import type { Cancellation } from '../core/ports.ts';
import { fromResponseError, toResponseError } from './failureData.ts';
import type { FailureData } from './failureData.ts';

const closingFailures = new WeakMap<MessageConnection, Failure>();

/** Ends a connection whose peer is gone: pending calls, and later ones, fail with `failure`. */
export function closeConnection(connection: MessageConnection, failure: Failure): void {
  closingFailures.set(connection, failure);
  connection.dispose();
}

/**
 * Sends a request. Cancelling crosses the wire; the promise then rejects as soon as the peer has
 * let go.
 * @throws Failure where the peer threw one; `process-crashed` where the connection is gone.
 */
export async function call<P, R>(
  connection: MessageConnection,
  type: RequestType<P, R, FailureData>,
  params: P,
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
    return await connection.sendRequest<R>(type.method, params, source.token);
  } catch (error) {
    if (isGone(error))
      throw (
        closingFailures.get(connection) ??
        new Failure('process-crashed', 'The other side is gone.', { cause: error })
      );
    throw fromResponseError(error);
  } finally {
    cancellation?.removeEventListener('abort', cancel);
    source.dispose();
  }
}

/**
 * Answers requests of one type; Failures cross the wire with their reason, and `signal` follows the
 * caller's cancelling.
 */
export function handle<P, R>(
  connection: MessageConnection,
  type: RequestType<P, R, FailureData>,
  handler: (params: P, signal: AbortSignal) => Promise<R> | R,
): void {
  connection.onRequest(type.method, async (params: P, token: CancellationToken): Promise<R> => {
    try {
      return await handler(params, signalOf(token));
    } catch (error) {
      throw toResponseError(error);
    }
  });
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

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else
    token.onCancellationRequested(() => {
      controller.abort();
    });
  return controller.signal;
}
