import { Failure } from '../../core/errors.ts';
import type {
  ArchiveReport,
  PublishParams,
  PublishReport,
} from '../../core/indexing/indexService.ts';
import { wording } from '../../core/texts/wording.ts';
import { LocalIndex } from '../../node/postgres/publishing/localIndex.ts';
import { checkedOut, storeMetric } from '../../node/postgres/publication.ts';
import { parseStoreAddress } from '../../core/settings/storeAddress.ts';
import { StoreConnection } from '../../node/postgres/storeConnection.ts';
import { publish } from '../../node/postgres/publishing/storePublisher.ts';
import { storedEmbeddings } from '../../node/postgres/publishing/storedEmbeddings.ts';
import type { FolderParts } from './folderParts.ts';

type FolderPublisherParts = Pick<
  FolderParts,
  'params' | 'store' | 'meaning' | 'relevance' | 'shared'
>;

/** Publishes one folder's index to a team's store, and takes in what is published there. */
export class FolderPublisher {
  readonly #parts: FolderPublisherParts;

  constructor(parts: FolderPublisherParts) {
    this.#parts = parts;
  }

  /** See `IndexService.publishFolder`. */
  async publish(params: PublishParams, signal: AbortSignal): Promise<PublishReport> {
    const { store: folder, relevance, shared } = this.#parts;
    const catalog = folder.reading?.catalog;
    if (catalog === undefined)
      throw new Failure('index-empty', wording('There is no index to publish yet.'));
    const modelSha256 = (await shared.embedder())?.modelSha256 ?? null;
    const publication = await checkedOut(params.root, params);
    using local = new LocalIndex(folder.directory);
    return await withStore(params, signal, async (store) =>
      publish({
        store,
        local,
        publication,
        modelSha256,
        relevance: await relevance.threshold(catalog, modelSha256, storeMetric),
        keepDays: params.keepDays,
        signal,
      }),
    );
  }

  /** See `IndexService.takeFromStore`. */
  async takeIn(params: PublishParams, signal: AbortSignal): Promise<ArchiveReport> {
    const { store: folder, meaning, shared } = this.#parts;
    const embedder = await shared.embedder();
    const writer = folder.write();
    if (embedder === null || writer === undefined) return { embeddings: 0 };
    const { repository } = await checkedOut(params.root, params);
    const { modelSha256 } = embedder;
    const missing = (contents: readonly Uint8Array[]): readonly Uint8Array[] => {
      using local = new LocalIndex(folder.directory);
      return contents.filter((content) => local.vector(modelSha256, content) === undefined);
    };
    const embeddings = await withStore(params, signal, async (store) => {
      let taken = 0;
      for await (const part of storedEmbeddings(store, repository, modelSha256, missing)) {
        await shared.turns.run('bulk', signal, () => writer.takeIn(part));
        taken += part.length;
      }
      return taken;
    });
    await meaning.open();
    await meaning.recount();
    return { embeddings };
  }
}

/** Closes the connection in any case; what was not committed is rolled back. */
async function withStore<T>(
  { store: address, password }: PublishParams,
  signal: AbortSignal,
  work: (store: StoreConnection) => Promise<T>,
): Promise<T> {
  const store = await StoreConnection.open(
    { address: parseStoreAddress(address), password },
    'publishing',
  );
  const stop = (): void => {
    void store.end();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work(store);
  } catch (error) {
    throw signal.aborted
      ? new Failure('cancelled', 'Publishing was stopped; the store is as it was.')
      : error;
  } finally {
    signal.removeEventListener('abort', stop);
    await store.end();
  }
}
