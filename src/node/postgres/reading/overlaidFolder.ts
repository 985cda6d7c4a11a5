import type { FolderIndex, IndexedFolder } from '../../../core/ports/folderIndex.ts';
import type { WordStatistics } from '../../../core/retrieval/ranking/bm25.ts';
import type { CatalogSnapshot, CatalogSnapshots } from '../../catalog/catalogSnapshots.ts';
import { KeptReads } from '../../catalog/keptReads.ts';
import { StoredFolderIndex } from '../../catalog/storedFolderIndex.ts';
import type { DenseIndex } from '../../catalog/storedFolderIndex.ts';
import { OverlaidIndex } from './overlaidIndex.ts';
import type { PublishedFolder } from './publishedFolder.ts';

export interface OverlaidFolderParts {
  readonly root: string;
  readonly published: PublishedFolder;
  /** The index of the reader's own files. */
  readonly snapshots: CatalogSnapshots;
  readonly dense: () => DenseIndex | null;
  /** The number of own chunks with an embedding by the model in use. */
  readonly embeddedChunks: () => number;
  /** The embedding model in use; null without one. */
  readonly modelSha256: () => string | null;
  /** Called when a search has seen this state of the store: own files may not fit it yet. */
  readonly onGeneration: (generation: number) => void;
}

/** A published branch with the reader's own files over it: both in one state in each search. */
export class OverlaidFolder implements IndexedFolder {
  readonly root: string;
  readonly #parts: OverlaidFolderParts;
  readonly #kept = new KeptReads();
  #own: OwnReads | undefined;

  constructor(parts: OverlaidFolderParts) {
    this.root = parts.root;
    this.#parts = parts;
  }

  read<T>(work: (index: FolderIndex) => Promise<T>): Promise<T> {
    const { published, snapshots, dense, embeddedChunks, modelSha256, onGeneration } = this.#parts;
    return published.read((state) => {
      onGeneration(state.state.generation);
      return snapshots.read(async (snapshot) => {
        const index = new StoredFolderIndex({
          root: this.root,
          snapshot,
          dense: dense(),
          embeddedChunkCount: embeddedChunks(),
          relevanceThreshold: null,
          kept: this.#kept,
        });
        const own = { index, lexical: snapshot.lexical, ...(await this.#ownReads(snapshot)) };
        return work(new OverlaidIndex(state, own, modelSha256()));
      });
    });
  }

  /** Kept until something is written, because there may be many files. */
  async #ownReads({ catalog, lexical }: CatalogSnapshot): Promise<OwnReads> {
    const generation = catalog.generation();
    if (this.#own?.generation !== generation)
      this.#own = {
        generation,
        published: catalog.files.published(),
        statistics: await lexical.statistics(),
      };
    return this.#own;
  }
}

interface OwnReads {
  readonly generation: number;
  readonly published: ReadonlyMap<string, string>;
  readonly statistics: WordStatistics;
}
