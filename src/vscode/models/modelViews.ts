import type { ModelView } from '../../core/conversation/chatState.ts';
import type { DownloadProgress, ModelOffer } from '../../core/models.ts';
import { t } from '../../core/texts/translate.ts';

/** The model that is present, or the offer of one. */
export function restingView(found: { readonly name: string } | null, offer: ModelOffer): ModelView {
  const view = offerView(offer);
  return found === null ? view : { ...view, status: 'present', name: found.name };
}

/** @param elapsedMs since the start, from which the rate is measured. */
export function movingView(
  offer: ModelOffer,
  kind: 'downloading' | 'importing',
  progress: DownloadProgress,
  elapsedMs: number,
): ModelView {
  const seconds = elapsedMs / 1000;
  return {
    ...offerView(offer),
    status: progress.phase === 'verifying' ? 'verifying' : kind,
    downloadBytes: progress.totalBytes,
    receivedBytes: progress.receivedBytes,
    bytesPerSecond: seconds > 1 ? progress.receivedBytes / seconds : null,
    message:
      progress.phase === 'waiting'
        ? t('The server is busy. Next try in {seconds} s.', {
            seconds: progress.waitSeconds ?? 0,
          })
        : null,
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
    ...(offer.firstWord === null ? {} : { firstWord: offer.firstWord }),
    receivedBytes: 0,
    bytesPerSecond: null,
    message: null,
  };
}
