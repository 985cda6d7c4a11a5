import { Failure } from '../../core/errors.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';

/**
 * The outcome of `work`, if it comes in time. If not, the work goes on, and what becomes of it is
 * ignored.
 * @param ms how long to wait.
 * @param late makes the failure that is thrown then.
 * @throws Failure `cancelled` as soon as it is cancelled.
 */
export async function inTime<T>(
  work: Promise<T>,
  ms: number,
  late: () => Failure,
  cancellation: Cancellation,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => {
    reject(late());
  }, ms);
  const cancel = (): void => {
    reject(new Failure('cancelled', 'Stopped.'));
  };
  cancellation.addEventListener('abort', cancel, { once: true });
  work.then(resolve, reject);
  try {
    if (cancellation.aborted) cancel();
    return await promise;
  } finally {
    clearTimeout(timer);
    cancellation.removeEventListener('abort', cancel);
  }
}
