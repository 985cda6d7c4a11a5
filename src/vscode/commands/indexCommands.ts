import type { IndexClient } from '../../protocol/indexClient.ts';
import type { ChatViewProvider } from '../chatViewProvider.ts';
import type { SkipLimits } from '../healthNodes.ts';
import type { HealthView } from '../healthView.ts';
import type { QuestionScope } from '../questionScope.ts';
import type { ReadOnlyDocuments } from '../readOnlyDocuments.ts';
import type { Commands } from '../registerCommands.ts';
import type { WorkspaceIndex } from '../workspaceIndex.ts';
import { indexFolder } from './indexFolder.ts';
import { rebuildIndex } from './rebuildIndex.ts';
import { removeFromIndex } from './removeFromIndex.ts';
import { testIndex } from './testIndex.ts';
import { whyNotIndexed } from './whyNotIndexed.ts';

export interface IndexCommandParts {
  readonly client: IndexClient;
  readonly index: WorkspaceIndex;
  readonly scope: QuestionScope;
  readonly view: ChatViewProvider;
  readonly health: HealthView;
  readonly documents: ReadOnlyDocuments;
  readonly limits: () => SkipLimits;
}

export function indexCommands({ client, index, scope, view, health, documents, limits }: IndexCommandParts): Commands {
  return {
    indexWorkspace: () => index.updateAll(),
    indexFolder: (folder) => indexFolder(folder, index, scope, view),
    removeFromIndex: (folder) => removeFromIndex(folder, index),
    rebuildIndex: (folder) => rebuildIndex(folder, index),
    pauseIndexing: () => index.setPaused(true),
    resumeIndexing: () => index.setPaused(false),
    cancelIndexing: () => { index.cancel(); },
    indexHealth: () => health.open(),
    hideIndexHealth: () => health.hide(),
    showSkippedFiles: () => health.open(),
    whyNotIndexed: (file) => whyNotIndexed(file, index, client, limits()),
    testIndex: () => testIndex(index, client, documents),
  };
}
