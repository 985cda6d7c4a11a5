import type { IndexService } from '../../../core/indexing/indexService.ts';
import type { ChatViewProvider } from '../../chat/chatViewProvider.ts';
import type { SkipLimits } from '../../index/healthNodes.ts';
import type { HealthView } from '../../index/healthView.ts';
import type { QuestionScope } from '../../chat/question/questionScope.ts';
import type { ReadOnlyDocuments } from '../../editor/readOnlyDocuments.ts';
import type { indexCommandNames } from '../commandNames.ts';
import type { Commands } from '../registerCommands.ts';
import type { WorkspaceIndex } from '../../index/workspaceIndex.ts';
import { exportIndex, importIndex } from '../../index/indexFiles.ts';
import { indexFolder } from './indexFolder.ts';
import { rebuildIndex } from './rebuildIndex.ts';
import { removeFromIndex } from './removeFromIndex.ts';
import { showIndexTest } from './showIndexTest.ts';
import { whyNotIndexed } from './whyNotIndexed.ts';

export interface IndexCommandParts {
  readonly client: IndexService;
  readonly index: WorkspaceIndex;
  readonly scope: QuestionScope;
  readonly view: ChatViewProvider;
  readonly health: HealthView;
  readonly documents: ReadOnlyDocuments;
  readonly limits: (root: string) => SkipLimits;
}

export function indexCommands({
  client,
  index,
  scope,
  view,
  health,
  documents,
  limits,
}: IndexCommandParts): Commands<(typeof indexCommandNames)[number]> {
  return {
    indexWorkspace: () => index.updateAll(),
    indexFolder: (folder) => indexFolder(folder, index, scope, view),
    removeFromIndex: (folder) => removeFromIndex(folder, index),
    rebuildIndex: (folder) => rebuildIndex(folder, index),
    pauseIndexing: () => index.setPaused(true),
    resumeIndexing: () => index.setPaused(false),
    embedNow: () => index.embedNow(),
    cancelIndexing: () => {
      index.cancel();
    },
    indexHealth: () => health.open(),
    hideIndexHealth: () => health.hide(),
    showSkippedFiles: () => health.open(),
    whyNotIndexed: (file) => whyNotIndexed(file, index, client, limits),
    exportIndex: () => exportIndex(index),
    importIndex: () => importIndex(index),
    testIndex: () => showIndexTest(index, client, documents),
  };
}
