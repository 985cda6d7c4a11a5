import { realpath, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { terminalFailure } from './terminalFailure.ts';
import type { Cancellation } from '../core/ports/cancellation.ts';
import type { Engine } from '../core/engine.ts';
import type { FolderState, UpdateReport } from '../core/indexing/folderState.ts';
import type {
  ArchiveCommand,
  AskCommand,
  IndexCommand,
  McpCommand,
  PublishCommand,
  SearchCommand,
} from './parseCommand.ts';
import { inEnglish } from '../core/texts/wording.ts';
import type { Terminal } from './terminal.ts';

/** An index with words responds well within this time. */
const readyWithinMs = 500;

/**
 * VS Code's default excludes (`files.exclude`, `search.exclude`), so that editor and terminal build
 * the same index.
 */
const editorExcludes = [
  '**/.git',
  '**/.svn',
  '**/.hg',
  '**/.DS_Store',
  '**/Thumbs.db',
  '**/node_modules',
  '**/bower_components',
  '**/*.code-search',
];

/**
 * Opens the index of a folder, by the folder's real path.
 * @throws Failure `folder-missing`.
 */
export async function openIndex(
  engine: Engine,
  {
    folder,
    settings,
    replaceRules,
  }: IndexCommand | SearchCommand | AskCommand | McpCommand | ArchiveCommand | PublishCommand,
): Promise<FolderState> {
  const { maxFileSizeMB, maxPdfSizeMB, storeRepository } = settings.index;
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw terminalFailure('folder-missing', `${folder} is not a folder.`);
  return engine.index.openFolder({
    root: await realpath(folder),
    excludeGlobs: editorExcludes,
    recentFiles: [],
    sizeLimits: { maxFileSizeMB, maxPdfSizeMB },
    storeRepository,
    keepStoredRules: !replaceRules,
  });
}

/**
 * Brings the index up to date and shows the progress.
 * @throws Failure by reason; `cancelled`.
 */
export async function updateIndex(
  engine: Engine,
  root: string,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<UpdateReport> {
  const end = engine.index.onFolderState((state) => {
    terminal.progress(describeProgress(state));
  });
  try {
    const report = await engine.index.update({ root, paths: [] }, cancellation);
    if (report.writer === 'other') await awaitOtherWriter(engine, root, terminal, cancellation);
    if (report.keptStoredRules)
      terminal.note(
        'This index was built with other exclude patterns or size limits, which are kept; ' +
          '--replace-rules replaces them.',
      );
    if (report.meaningProblem !== undefined)
      terminal.note(
        `Not everything is indexed by meaning. ${inEnglish(report.meaningProblem.wording)}`,
      );
    if (report.comparesAll)
      terminal.note(
        'The library for fast vector search (hnswlib) does not load here, so every vector is ' +
          'compared. That finds the same lines, but takes longer in large folders. --verbose ' +
          'says why.',
      );
    return report;
  } finally {
    end();
    terminal.clearProgress();
  }
}

/**
 * Waits for another process if it is building the index for the first time, since there is nothing
 * to search yet.
 */
async function awaitOtherWriter(
  engine: Engine,
  root: string,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<void> {
  const words = engine.index.lexicalReady(root, cancellation);
  const isReady = await Promise.race([
    words.then(() => true),
    setTimeout(readyWithinMs, false, { ref: false }),
  ]);
  if (!isReady) {
    terminal.note('Another process is indexing this folder for the first time; waiting for it.');
    await words;
  } else terminal.note('An open window keeps this index up to date; nothing was done here.');
}

function describeProgress({ activity, progress }: FolderState): string {
  if (progress === null) return activity === 'scanning' ? 'Looking for files' : '';
  const { done, total, perSecond, secondsLeft } = progress;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  const what = progress.unit === 'files' ? 'Reading files' : 'Reading meaning';
  return (
    `${what}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} ` +
    `(${Math.round(perSecond)} a second${left})`
  );
}
