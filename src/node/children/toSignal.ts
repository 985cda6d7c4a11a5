import type { Cancellation } from '../../core/ports/cancellation.ts';

/** An AbortSignal that follows `cancellation`. */
export function toSignal(cancellation: Cancellation): AbortSignal {
  if (cancellation instanceof AbortSignal) return cancellation;
  const controller = new AbortController();
  if (cancellation.aborted) controller.abort();
  else
    cancellation.addEventListener(
      'abort',
      () => {
        controller.abort();
      },
      { once: true },
    );
  return controller.signal;
}
