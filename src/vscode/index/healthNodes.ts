import type { SkipReason } from '../../core/domain.ts';
import type { IndexSettings } from '../../core/settings/settings.ts';
import type { FolderState } from '../../core/indexing/folderState.ts';
import type { Progress } from '../../core/indexing/progressMeter.ts';
import { ago } from '../text/ago.ts';
import type { AskedFolder } from '../chat/askedFolder.ts';
import { shownActivity, skippedCounts, toIndexView } from './indexView.ts';
import type { FolderReport } from './indexView.ts';
import { indexingText } from '../text/indexingText.ts';
import { megabytes } from '../text/megabytes.ts';
import { skipWords } from '../text/skipWords.ts';

/** A node of the Index Health view. `kind` decides its menu. */
export interface HealthNode {
  readonly kind: 'folder' | 'fact' | 'reason' | 'file';
  readonly root: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly reason?: SkipReason;
  /** A file's relative path. */
  readonly path?: string;
}

export type SkipLimits = Pick<IndexSettings, 'maxFileSizeMB' | 'maxPdfSizeMB'>;

/** A folder, and the state of its index in a few words. */
export function folderNode(report: FolderReport & AskedFolder, limits: SkipLimits): HealthNode {
  const view = toIndexView([report], limits);
  const [icon, description] = folderWords(report, indexingText(view), view.message);
  return { kind: 'folder', root: report.root, label: report.name, description, icon };
}

/**
 * Facts about a folder's index, most important first. Files that were left out come last, by
 * reason.
 */
export function factNodes(state: FolderState, limits: SkipLimits, nowMs: number): HealthNode[] {
  if (!state.exists) return [];
  const fact = (icon: string, label: string, description: string): HealthNode => ({
    kind: 'fact',
    root: state.root,
    icon,
    label,
    description,
  });
  const { progress } = state;
  return [
    fact('files', 'Files', count(state.files)),
    fact('list-flat', 'Pieces', count(state.chunks)),
    fact('sparkle', 'Meaning search', meaningWords(state)),
    ...(state.embeddingModel === null
      ? []
      : [fact('chip', 'Embedding model', `sha256 ${state.embeddingModel.slice(0, 12)}`)]),
    fact(
      'save',
      'On disk',
      `${megabytes(state.bytesOnDisk)}, including ${megabytes(state.vectorBytes)} of vectors`,
    ),
    fact(
      'history',
      'Last update',
      state.updatedAt === null ? 'not complete yet' : ago(state.updatedAt, nowMs),
    ),
    ...((state.pagesWithoutText ?? 0) === 0
      ? []
      : [
          fact(
            'file-pdf',
            'Pages without text',
            `${count(state.pagesWithoutText ?? 0)} in indexed documents (scanned?)`,
          ),
        ]),
    ...(progress === null ? [] : [fact('dashboard', 'Speed', speedWords(progress))]),
    ...skippedCounts([state]).map(({ reason, count: left }): HealthNode => ({
      kind: 'reason',
      root: state.root,
      icon: 'circle-slash',
      label: `${count(left)} skipped`,
      description: skipWords(reason, limits),
      reason,
    })),
  ];
}

function folderWords(
  { state, failure }: FolderReport,
  activity: string | null,
  message: string | null,
): readonly [icon: string, words: string] {
  if (shownActivity(state) === 'paused') return ['debug-pause', 'paused'];
  if (activity !== null) return ['sync~spin', activity];
  if (failure !== null) return ['warning', message ?? ''];
  if (!state.exists) return ['circle-outline', 'not indexed yet'];
  if (state.writer === 'other') return ['eye', message ?? ''];
  return ['database', state.updatedAt === null ? 'incomplete' : 'up to date'];
}

function meaningWords(state: FolderState): string {
  const { chunks, embeddedChunks, embeddingModel, comparesAll = false } = state;
  if (embeddingModel === null && embeddedChunks === 0)
    return 'none: the embedding model is missing';
  const share = chunks === 0 ? 100 : Math.floor((100 * embeddedChunks) / chunks);
  const exact = comparesAll ? '; hnswlib does not load here, so every vector is compared' : '';
  return `${share} % of the chunks${exact}`;
}

function speedWords({ perSecond, unit, secondsLeft }: Progress): string {
  const rate =
    `${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} ` +
    `${unit === 'files' ? 'files' : 'pieces'} a second`;
  return secondsLeft === null ? rate : `${rate}, ${Math.ceil(secondsLeft)} s left`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
