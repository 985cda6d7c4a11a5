import type { OpenFolderParams } from '../../core/indexing/folderState.ts';
import { FolderStore } from '../../node/catalog/folderStore.ts';
import { FolderFiles } from '../../node/listing/folderFiles.ts';
import { FolderMeaning } from './folderMeaning.ts';
import { FolderProgress } from './folderProgress.ts';
import { FolderRelevance } from './folderRelevance.ts';
import { IndexedBy } from './indexedBy.ts';
import type { SharedParts } from '../sharedParts.ts';

const never = new AbortController().signal;

/** What reading, searching and writing one folder share. */
export interface FolderParts {
  readonly params: OpenFolderParams;
  readonly shared: SharedParts;
  readonly store: FolderStore;
  readonly indexedBy: IndexedBy;
  readonly files: FolderFiles;
  readonly meaning: FolderMeaning;
  readonly relevance: FolderRelevance;
  readonly progress: FolderProgress;
}

/**
 * The parts of one folder. Nothing is opened yet.
 * @param directory absolute path of the folder's index.
 */
export function folderParts(
  params: OpenFolderParams,
  directory: string,
  shared: SharedParts,
): FolderParts {
  const store = new FolderStore(directory, shared.log);
  const indexedBy = new IndexedBy(params, shared.sizeLimits, () => store.reading?.catalog);
  const files = new FolderFiles({
    root: params.root,
    get excludeGlobs() {
      return indexedBy.rules.excludeGlobs;
    },
    limits: () => indexedBy.limits,
    log: shared.log,
  });
  const meaning = new FolderMeaning({
    store,
    metric: shared.metric,
    embedder: shared.embedder,
    log: shared.log,
    setMeta: (key, value) =>
      shared.turns.run('edit', never, async () => {
        await store.write()?.setMeta(key, value);
      }),
  });
  const relevance = new FolderRelevance(shared.turns);
  const progress = new FolderProgress(shared.clock);
  return { params, shared, store, indexedBy, files, meaning, relevance, progress };
}
