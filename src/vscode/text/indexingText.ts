import type { IndexView } from '../../core/conversation/chatState.ts';
import { t } from '../../core/texts/translate.ts';

/** One short line about what indexing is doing or waits for; null while it is idle. */
export function indexingText(index: IndexView): string | null {
  if (index.waitsFor === 'typing') return t('Indexing waits while you type');
  switch (index.phase) {
    case 'scanning':
      return t('Looking for files');
    case 'words':
      return t('Indexing words {percent}', { percent: percent(index.files, index.totalFiles) });
    case 'meaning':
      return t('Indexing meaning {percent}', {
        percent: percent(index.embeddedChunks, index.chunks),
      });
    case 'paused':
      return t('Indexing paused');
    case 'none':
    case 'ready':
    case 'failed':
      return index.waitsFor === 'power'
        ? t('On battery: meaning waits at {percent}', {
            percent: percent(index.embeddedChunks, index.chunks),
          })
        : null;
  }
}

/** Name of the codicon beside that line. */
export function indexingIcon({ phase, waitsFor }: IndexView): string {
  if (waitsFor === 'power') return 'plug';
  return phase === 'paused' || waitsFor === 'typing' ? 'debug-pause' : 'sync~spin';
}

function percent(done: number, total: number): string {
  return total === 0 ? '' : `${Math.floor((100 * done) / total)} %`;
}
