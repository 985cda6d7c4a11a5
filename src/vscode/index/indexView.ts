import type { IndexView } from '../../core/conversation/chatState.ts';
import { Failure } from '../../core/errors.ts';
import type { IndexSettings } from '../../core/settings/settings.ts';
import { skipReasons } from '../../core/domain.ts';
import type { SkipReason } from '../../core/domain.ts';
import type { FolderState } from '../../core/indexing/folderState.ts';
import { skipWords } from '../text/skipWords.ts';
import { failureNotice, meaningWaits, notice } from '../text/words.ts';
import { t } from '../../core/texts/translate.ts';

/** The state of a workspace folder's index. */
export interface FolderReport {
  readonly state: FolderState;
  /** Why the last update failed; null if it did not. */
  readonly failure: Failure | null;
}

/** Summarises all folders' indexes in the one line that the chat shows. */
export function toIndexView(
  reports: readonly FolderReport[],
  limits: Pick<IndexSettings, 'maxFileSizeMB' | 'maxPdfSizeMB'>,
): IndexView {
  const states = reports.map((report) => report.state);
  const failure = reports.map(reportedFailure).find((one) => one !== null) ?? null;
  const waitsFor = waitOf(states);
  const { message, actions } = failure !== null ? failureNotice(failure) : stateNotice(states);
  return {
    phase: phaseOf(states, failure),
    ...(waitsFor === undefined ? {} : { waitsFor }),
    files: sum(states, (state) =>
      state.progress?.unit === 'files' ? state.progress.done : state.files,
    ),
    totalFiles: sum(states, (state) =>
      state.progress?.unit === 'files' ? state.progress.total : state.files,
    ),
    chunks: sum(states, (state) => state.chunks),
    embeddedChunks: sum(states, (state) => state.embeddedChunks),
    perSecond: sum(states, ({ progress }) => progress?.perSecond ?? 0),
    secondsLeft: secondsLeft(states),
    skipped: skippedCounts(states).map(({ reason, count }) => ({
      reason: skipWords(reason, limits),
      count,
    })),
    message,
    actions,
  };
}

/** Why the last update failed, or could not embed everything; null if it did. */
export function reportedFailure({ state, failure }: FolderReport): Failure | null {
  const { meaningProblem } = state;
  if (failure !== null || meaningProblem === undefined) return failure;
  return new Failure(meaningProblem.reason, meaningProblem.wording);
}

/** The least advanced folder decides, because an answer spans them all. */
function phaseOf(states: readonly FolderState[], failure: Failure | null): IndexView['phase'] {
  const is = (activity: FolderState['activity']): boolean =>
    states.some((state) => shownActivity(state) === activity);
  if (is('scanning')) return 'scanning';
  if (is('chunking')) return 'words';
  if (is('embedding')) return 'meaning';
  if (is('paused')) return 'paused';
  if (failure !== null) return 'failed';
  return states.length > 0 && states.every((state) => state.exists) ? 'ready' : 'none';
}

/**
 * A rest ends by itself and cannot be resumed, so it is shown as the activity that will continue.
 */
export function shownActivity({
  activity,
  pausedFor,
  progress,
}: FolderState): FolderState['activity'] {
  if (activity !== 'paused' || (pausedFor ?? 'user') === 'user') return activity;
  if (progress === null) return 'scanning';
  return progress.unit === 'files' ? 'chunking' : 'embedding';
}

/** A folder that is being indexed does not wait for power, whatever the others do. */
function waitOf(states: readonly FolderState[]): IndexView['waitsFor'] {
  const running = states.filter(({ activity }) => activity !== 'idle');
  if (running.some(({ pausedFor }) => pausedFor === 'typing')) return 'typing';
  const waits = states.some(({ waitsForPower }) => waitsForPower === true);
  return waits && running.length === 0 ? 'power' : undefined;
}

/** Null as long as it is unknown for any folder. */
function secondsLeft(states: readonly FolderState[]): number | null {
  const running = states.flatMap(({ progress }) => (progress === null ? [] : [progress]));
  if (running.length === 0) return null;
  return running.reduce<number | null>(
    (total, { secondsLeft: own }) => (total === null || own === null ? null : total + own),
    0,
  );
}

/** Most frequent first. */
export function skippedCounts(
  states: readonly FolderState[],
): readonly { readonly reason: SkipReason; readonly count: number }[] {
  const counts = new Map<SkipReason, number>();
  for (const { skipped } of states) {
    for (const reason of skipReasons)
      counts.set(reason, (counts.get(reason) ?? 0) + (skipped[reason] ?? 0));
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count);
}

function stateNotice(states: readonly FolderState[]): {
  message: string | null;
  actions: IndexView['actions'];
} {
  if (states.some((state) => state.writer === 'other'))
    return notice(t('Another window keeps this index up to date; this one reads it.'));
  return waitOf(states) === 'power' ? meaningWaits() : { message: null, actions: [] };
}

function sum(states: readonly FolderState[], count: (state: FolderState) => number): number {
  return states.reduce((total, state) => total + count(state), 0);
}
