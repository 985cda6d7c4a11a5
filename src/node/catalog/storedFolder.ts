import type { FolderIndex, IndexedFolder } from '../../core/ports/folderIndex.ts';
import type { AskedTeam } from '../../core/ports/retriever.ts';
import type { CatalogReads } from '../../core/indexing/catalogReads.ts';
import type { CatalogSnapshots } from './catalogSnapshots.ts';
import { KeptReads } from './keptReads.ts';
import { StoredCatalog } from './storedCatalog.ts';
import { StoredFolderIndex } from './storedFolderIndex.ts';
import type { DenseIndex } from './storedFolderIndex.ts';

/** What a search needs besides the catalog, as of the moment the search begins. */
export interface StoredFolderParts {
  readonly root: string;
  readonly snapshots: CatalogSnapshots;
  readonly dense: () => DenseIndex | null;
  /**
   * The number of chunks with an embedding by the model in use. A running count, because SQLite
   * would take long to count them.
   */
  readonly embeddedChunks: () => number;
  /** Why the team's index is not part of it although one is set; null if none is set. */
  readonly team: AskedTeam | null;
  readonly relevanceThreshold: (catalog: Pick<CatalogReads, 'meta'>) => Promise<number | null>;
}

/** The index of one workspace folder on this disk. */
export class StoredFolder implements IndexedFolder {
  readonly root: string;
  readonly #parts: StoredFolderParts;
  readonly #kept = new KeptReads();

  constructor(parts: StoredFolderParts) {
    this.root = parts.root;
    this.#parts = parts;
  }

  read<T>(work: (index: FolderIndex) => Promise<T>): Promise<T> {
    const { snapshots, dense, embeddedChunks, relevanceThreshold, team } = this.#parts;
    return snapshots.read(async (snapshot) =>
      work(
        new StoredFolderIndex({
          root: this.root,
          snapshot,
          dense: dense(),
          embeddedChunkCount: embeddedChunks(),
          relevanceThreshold: await relevanceThreshold(new StoredCatalog(snapshot.catalog)),
          kept: this.#kept,
          team,
        }),
      ),
    );
  }
}
