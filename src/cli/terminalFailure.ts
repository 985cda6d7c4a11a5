import { Failure } from '../core/errors.ts';
import type { FailureReason } from '../core/errors.ts';

/** A failure that only terminals and MCP clients see, which read English. */
export function terminalFailure(
  reason: FailureReason,
  said: string,
  options?: ErrorOptions,
): Failure {
  return new Failure(reason, { key: said, values: {} }, options);
}
