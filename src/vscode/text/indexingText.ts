import type { IndexView } from '../../core/conversation/chatState.ts';
import { t } from '../../core/texts/translate.ts';

/** One short line about what indexing is doing; null while it is idle. */
export function indexingText(index: IndexView): string | null {
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
      return null;
  }
}

function percent(done: number, total: number): string {
  return total === 0 ? '' : `${Math.floor((100 * done) / total)} %`;
}
