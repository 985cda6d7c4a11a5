import { ConnectionError, ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import { Failure, isFailure } from '../core/errors.ts';
import type { FailureData } from '../core/errors.ts';
import { isWording } from '../core/texts/wording.ts';

/** JSON-RPC error code of a Failure (outside the ranges that JSON-RPC reserves). */
const failureCode = 1000;

/** Makes a Failure cross the wire; anything else is a bug and crosses as an internal error. */
export function toResponseError(error: unknown): unknown {
  return isFailure(error)
    ? new ResponseError<FailureData>(failureCode, error.message, {
        reason: error.reason,
        wording: error.wording,
      })
    : error;
}

/** Gives back the Failure that crossed the wire; anything else unchanged. */
export function fromResponseError(error: unknown): unknown {
  if (!(error instanceof ResponseError) || error.code !== failureCode) return error;
  const data: unknown = error.data;
  return isFailureData(data) ? new Failure(data.reason, data.wording) : error;
}

/** Whether the other side ended before it answered. */
export function isGone(error: unknown): boolean {
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

function isFailureData(data: unknown): data is FailureData {
  return (
    typeof data === 'object' &&
    data !== null &&
    'reason' in data &&
    typeof data.reason === 'string' &&
    'wording' in data &&
    isWording(data.wording)
  );
}
