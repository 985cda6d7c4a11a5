import { Failure } from '../errors.ts';
import type { Cancellation } from '../ports/cancellation.ts';

/**
 * Waits for `promise`.
 * @throws Failure `cancelled` as soon as it is cancelled. The work behind the promise continues.
 */
export async function untilCancelled<T>(
  promise: Promise<T>,
  cancellation: Cancellation,
): Promise<T> {
  const { promise: cancelled, reject } = Promise.withResolvers<never>();
  const stop = (): void => {
    reject(new Failure('cancelled', 'Waiting for the index was cancelled.'));
  };
  if (cancellation.aborted) stop();
  cancellation.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([promise, cancelled]);
  } finally {
    cancellation.removeEventListener('abort', stop);
  }
}
