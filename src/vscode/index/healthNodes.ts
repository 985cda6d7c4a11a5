import type { IndexView } from '../../core/conversation/chatState.ts';
import type { SkipReason } from '../../core/domain.ts';
import type { IndexSettings } from '../../core/settings/settings.ts';
import type { FolderState, TeamState } from '../../core/indexing/folderState.ts';
import type { Progress } from '../../core/indexing/progressMeter.ts';
import { ago } from '../text/ago.ts';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import { reportedFailure, shownActivity, skippedCounts, toIndexView } from './indexView.ts';
import type { FolderReport } from './indexView.ts';
import { indexingIcon, indexingText } from '../text/indexingText.ts';
import { megabytes } from '../text/megabytes.ts';
import { skipWords } from '../text/skipWords.ts';
import { localNumber, t, translated } from '../../core/texts/translate.ts';
import { withoutTeam } from '../../core/conversation/withoutTeam.ts';

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
  const [icon, description] = folderWords(report, view);
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
    ...(state.team === undefined
      ? []
      : [fact('organization', t('Team index'), teamWords(state.team))]),
    fact('files', t('Files'), localNumber(state.files)),
    fact('list-flat', t('Pieces'), localNumber(state.chunks)),
    fact('sparkle', t('Meaning search'), meaningWords(state)),
    ...(state.embeddingModel === null
      ? []
      : [
          fact(
            'chip',
            t('Embedding model'),
            modelWords(state.embeddingModel, state.embeddingServer),
          ),
        ]),
    fact(
      'save',
      t('On disk'),
      t('{size}, including {vectors} of vectors', {
        size: megabytes(state.bytesOnDisk),
        vectors: megabytes(state.vectorBytes),
      }),
    ),
    fact(
      'history',
      t('Last update'),
      state.updatedAt === null ? t('not complete yet') : ago(state.updatedAt, nowMs),
    ),
    ...((state.pagesWithoutText ?? 0) === 0
      ? []
      : [
          fact(
            'file-pdf',
            t('Pages without text'),
            t('{count} in indexed documents (scanned?)', {
              count: localNumber(state.pagesWithoutText ?? 0),
            }),
          ),
        ]),
    ...(progress === null ? [] : [fact('dashboard', t('Speed'), speedWords(progress))]),
    ...skippedCounts([state]).map(({ reason, count: left }): HealthNode => ({
      kind: 'reason',
      root: state.root,
      icon: 'circle-slash',
      label: t('{count} skipped', { count: localNumber(left) }),
      description: skipWords(reason, limits),
      reason,
    })),
  ];
}

function folderWords(
  report: FolderReport,
  view: IndexView,
): readonly [icon: string, words: string] {
  const { state } = report;
  if (shownActivity(state) === 'paused') return ['debug-pause', t('paused')];
  const activity = indexingText(view);
  const message = view.message ?? '';
  if (activity !== null) return [indexingIcon(view), activity];
  if (reportedFailure(report) !== null) return ['warning', message];
  if (!state.exists) return ['circle-outline', t('not indexed yet')];
  if (state.writer === 'other') return ['eye', message];
  return ['database', state.updatedAt === null ? t('incomplete') : t('up to date')];
}

function teamWords(team: TeamState): string {
  if ('problem' in team) return withoutTeam(translated(team.problem), team.unsearchedFiles);
  return t('{count} pieces of {repository}, branch {branch}, at {store}', {
    count: localNumber(team.chunks),
    repository: team.repository,
    branch: team.branch,
    store: team.store,
  });
}

function modelWords(sha256: string, server: FolderState['embeddingServer']): string {
  return server === undefined
    ? `sha256 ${sha256.slice(0, 12)}`
    : t('{model} at {host}', { model: server.model, host: server.host });
}

function meaningWords(state: FolderState): string {
  const { chunks, embeddedChunks, embeddingModel, meaningProblem, comparesAll = false } = state;
  if (embeddingModel === null && embeddedChunks === 0)
    return meaningProblem === undefined
      ? t('none: the embedding model is missing')
      : translated(meaningProblem.wording);
  const share = chunks === 0 ? 100 : Math.floor((100 * embeddedChunks) / chunks);
  return comparesAll
    ? t('{share} % of the chunks; hnswlib does not load here, so every vector is compared', {
        share,
      })
    : t('{share} % of the chunks', { share });
}

function speedWords({ perSecond, unit, secondsLeft }: Progress): string {
  const amount = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond);
  const rate =
    unit === 'files'
      ? t('{amount} files a second', { amount })
      : t('{amount} pieces a second', { amount });
  return secondsLeft === null
    ? rate
    : t('{rate}, {seconds} s left', { rate, seconds: Math.ceil(secondsLeft) });
}
