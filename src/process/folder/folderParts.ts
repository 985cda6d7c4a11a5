import type { OpenFolderParams } from '../../core/indexing/folderState.ts';
import { FolderStore } from '../../node/catalog/folderStore.ts';
import type { PublishedFolder } from '../../node/postgres/reading/publishedFolder.ts';
import { storeMetric } from '../../node/postgres/publication.ts';
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
  /** The team's index under the folder's own files; null if the folder's own index is complete. */
  readonly team: PublishedFolder | null;
}

/** Where a folder's index is. */
export interface FolderPlace {
  /** Absolute path of the index on this machine. */
  readonly directory: string;
  readonly team: PublishedFolder | null;
}

/**
 * The parts of one folder. Nothing is opened yet.
 */
export function folderParts(
  params: OpenFolderParams,
  { directory, team }: FolderPlace,
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
    metric: team === null ? shared.metric : () => storeMetric,
    embedder: shared.embedder,
    log: shared.log,
    setMeta: (key, value) =>
      shared.turns.run('edit', never, async () => {
        await store.write()?.setMeta(key, value);
      }),
  });
  const relevance = new FolderRelevance(shared.turns);
  const progress = new FolderProgress(shared.clock);
  return { params, shared, store, indexedBy, files, meaning, relevance, progress, team };
}
