import type { DownloadProgress } from '../../../core/models.ts';

const everyMs = 200;

/** Passes on the first and last progress of each phase, and at most five a second in between. */
export function throttled(
  onProgress: (progress: DownloadProgress) => void,
): (progress: DownloadProgress) => void {
  let phase: DownloadProgress['phase'] | undefined;
  let toldMs = 0;
  return (progress) => {
    const nowMs = performance.now();
    const isDone = progress.receivedBytes >= progress.totalBytes;
    if (progress.phase === phase && !isDone && nowMs - toldMs < everyMs) return;
    phase = progress.phase;
    toldMs = nowMs;
    onProgress(progress);
  };
}
