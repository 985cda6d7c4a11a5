import { Failure } from '../../../core/errors.ts';

/** @throws Failure `cancelled`. */
export function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted)
    throw new Failure('cancelled', 'Publishing was stopped; the store is as it was.');
}
