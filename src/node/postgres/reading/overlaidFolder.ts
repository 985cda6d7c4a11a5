import type { FolderIndex, IndexedFolder } from '../../../core/ports/folderIndex.ts';
import type { AskedServer } from '../../../core/ports/retriever.ts';
import type { WordStatistics } from '../../../core/retrieval/ranking/bm25.ts';
import type { CatalogSnapshot, CatalogSnapshots } from '../../catalog/catalogSnapshots.ts';
import { KeptReads } from '../../catalog/keptReads.ts';
import { StoredFolderIndex } from '../../catalog/storedFolderIndex.ts';
import type { DenseIndex } from '../../catalog/storedFolderIndex.ts';
import { isStoreFailure } from '../storeFailure.ts';
import { OverlaidIndex } from './overlaidIndex.ts';
import type { OwnFiles } from './overlaidIndex.ts';
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
  /** Called when a search has asked the store: its state, or whether it answers, may be another. */
  readonly onAsked: () => void;
}

/**
 * A published branch with the reader's own files over it: both in one state in each search. If the
 * store is away or goes away, a search runs on the own files alone.
 */
export class OverlaidFolder implements IndexedFolder {
  readonly root: string;
  readonly #parts: OverlaidFolderParts;
  readonly #kept = new KeptReads();
  #own: OwnReads | undefined;

  constructor(parts: OverlaidFolderParts) {
    this.root = parts.root;
    this.#parts = parts;
  }

  async read<T>(work: (index: FolderIndex) => Promise<T>): Promise<T> {
    const { published, modelSha256, onAsked } = this.#parts;
    try {
      return await published.read((state) =>
        this.#readOwn({ host: published.name }, (own) =>
          work(new OverlaidIndex(state, own, modelSha256())),
        ),
      );
    } catch (error) {
      if (!isStoreFailure(error)) throw error;
      const without = { host: published.name, problem: error.wording };
      return await this.#readOwn(without, ({ index }) => work(index));
    } finally {
      onAsked();
    }
  }

  #readOwn<T>(team: AskedServer, work: (own: OwnFiles) => Promise<T>): Promise<T> {
    const { snapshots, dense, embeddedChunks } = this.#parts;
    return snapshots.read(async (snapshot) => {
      const own = await this.#ownReads(snapshot);
      const index = new StoredFolderIndex({
        root: this.root,
        snapshot,
        dense: dense(),
        embeddedChunkCount: embeddedChunks(),
        relevanceThreshold: null,
        kept: this.#kept,
        team: team.problem === undefined ? team : { ...team, unsearchedFiles: own.published.size },
      });
      return work({ index, lexical: snapshot.lexical, ...own });
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
