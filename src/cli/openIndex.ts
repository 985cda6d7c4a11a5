import { realpath, stat } from 'node:fs/promises';
import { Failure } from '../core/errors.ts';
import type { Cancellation } from '../core/ports.ts';
import type { Engine } from '../core/engine.ts';
import type { FolderState, UpdateReport } from '../core/indexing/folderState.ts';
import type { Terminal } from './terminal.ts';

/**
 * What VS Code leaves out by its own defaults (`files.exclude`, `search.exclude`), so that editor
 * and terminal make the same index.
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

/** The folder's true path: its index is found by it. @throws Failure `folder-missing`. */
export async function openIndex(engine: Engine, folder: string): Promise<FolderState> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new Failure('folder-missing', `${folder} is not a folder.`);
  return engine.index.openFolder({
    root: await realpath(folder),
    excludeGlobs: editorExcludes,
    recentFiles: [],
  });
}

/** Brings the index up to date and shows how far it is. @throws Failure by reason; `cancelled`. */
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
    if (report.writer === 'other')
      terminal.note('A window that is open keeps this index up to date; nothing was done here.');
    return report;
  } finally {
    end();
    terminal.clearProgress();
  }
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
