import { isFailure } from '../../core/errors.ts';
import type { TeamProblem } from '../../core/indexing/folderState.ts';
import type { IndexedFolder } from '../../core/ports/folderIndex.ts';
import type { StoreReading } from '../../node/catalog/folderStore.ts';
import { sqliteFailure } from '../../node/catalog/database/sqliteFailure.ts';
import { StoredFolder } from '../../node/catalog/storedFolder.ts';
import { OverlaidFolder } from '../../node/postgres/reading/overlaidFolder.ts';
import type { FolderParts } from './folderParts.ts';

export interface SearchedFolderParts extends FolderParts {
  /** @throws Failure if the folder was closed. */
  readonly checkOpen: () => void;
  readonly onDamage: () => void;
  /** Why the team's index is not used although one is set. */
  readonly teamProblem: TeamProblem | null;
  /** Called when a search has asked the team's index. */
  readonly onTeamAsked: () => void;
}

/** Opens what a search reads of a folder: its catalog, and its vector index if there is a model. */
export class SearchedFolder {
  readonly #parts: SearchedFolderParts;
  #index: { readonly reading: StoreReading; readonly index: IndexedFolder } | undefined;

  constructor(parts: SearchedFolderParts) {
    this.#parts = parts;
  }

  /** What a search reads, with its vector index open; undefined while there is no index. */
  async open(): Promise<IndexedFolder | undefined> {
    const { store, checkOpen } = this.#parts;
    checkOpen();
    const { reading } = store;
    if (reading === undefined) return undefined;
    await this.#openMeaning();
    checkOpen();
    if (this.#index?.reading !== reading) this.#index = { reading, index: this.#folder(reading) };
    return this.#index.index;
  }

  #folder({ snapshots }: StoreReading): IndexedFolder {
    const { params, shared, meaning, relevance, team, teamProblem, onTeamAsked } = this.#parts;
    const own = {
      root: params.root,
      snapshots,
      dense: () => meaning.dense,
      embeddedChunks: () => meaning.embeddedChunks,
    };
    return team === null
      ? new StoredFolder({
          ...own,
          team:
            teamProblem === null ? null : { host: teamProblem.store, problem: teamProblem.problem },
          relevanceThreshold: (catalog) =>
            relevance.threshold(catalog, meaning.modelSha256, shared.metric()),
        })
      : new OverlaidFolder({
          ...own,
          published: team,
          modelSha256: () => meaning.modelSha256,
          onAsked: onTeamAsked,
        });
  }

  /** The index was discarded. */
  reset(): void {
    this.#index = undefined;
  }

  /** Without the model, search goes by words alone; the next update reports the Failure. */
  async #openMeaning(): Promise<void> {
    const { shared, store, meaning, onDamage } = this.#parts;
    try {
      await meaning.open();
    } catch (error) {
      const failure = sqliteFailure(error, store.directory);
      if (!isFailure(failure)) throw error;
      shared.log(failure.message);
      if (failure.reason === 'index-unreadable') onDamage();
    }
  }
}
