import type { ModelView } from '../../core/conversation/chatState.ts';
import type { DownloadProgress, ModelOffer } from '../../core/models.ts';

/** The model that is there, or the offer of one. */
export function restingView(found: { readonly name: string } | null, offer: ModelOffer): ModelView {
  const view = offerView(offer);
  return found === null ? view : { ...view, status: 'present', name: found.name };
}

/** @param startedMs and `nowMs` on one monotonic clock: the rate is measured from the start. */
export function movingView(
  offer: ModelOffer,
  kind: 'downloading' | 'importing',
  progress: DownloadProgress,
  startedMs: number,
  nowMs: number,
): ModelView {
  const seconds = (nowMs - startedMs) / 1000;
  return {
    ...offerView(offer),
    status: progress.phase === 'verifying' ? 'verifying' : kind,
    downloadBytes: progress.totalBytes,
    receivedBytes: progress.receivedBytes,
    bytesPerSecond: seconds > 1 ? progress.receivedBytes / seconds : null,
  };
}

export function failedView(offer: ModelOffer, message: string): ModelView {
  return { ...offerView(offer), status: 'failed', message };
}

function offerView(offer: ModelOffer): ModelView {
  return {
    status: 'absent',
    name: offer.name,
    downloadBytes: offer.bytes,
    memoryBytes: offer.memoryBytes,
    freeMemoryBytes: offer.freeMemoryBytes,
    receivedBytes: 0,
    bytesPerSecond: null,
    message: null,
  };
}
