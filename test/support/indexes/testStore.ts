import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';
import { FolderStore } from '../../../src/node/catalog/folderStore.ts';
import { LocalIndex } from '../../../src/node/postgres/publishing/localIndex.ts';
import { parseStoreAddress } from '../../../src/core/settings/storeAddress.ts';
import { StoreConnection } from '../../../src/node/postgres/storeConnection.ts';
import { publish } from '../../../src/node/postgres/publishing/storePublisher.ts';
import type { PublishOptions } from '../../../src/node/postgres/publishing/storePublisher.ts';
import type { PublishReport } from '../../../src/core/indexing/indexService.ts';
import type { TestWorkspace } from './indexProcess.ts';
import { TestIndex } from './indexProcess.ts';
import { clusteredVectors } from './vectors.ts';

/** The name of the made-up model whose vectors `embed` stores. */
export const madeUpModel = 'ab'.repeat(32);

/** Indexes the words of a workspace in the real index process. */
export async function indexWords({ base, root }: TestWorkspace): Promise<void> {
  await using index = new TestIndex(base);
  await index.open(root);
  await index.client.update({ root, paths: [] });
}

/** Gives each text of an indexed workspace a made-up vector: the same text the same one. */
export async function embed({ base, root }: TestWorkspace, dimensions = 24): Promise<void> {
  const store = new FolderStore(await indexLocation(base, root), () => undefined);
  const writer = store.write();
  if (writer === undefined) throw new Error('Another process writes the index.');
  for (let after: number | null = 0; after !== null;) {
    const { texts, next } = await writer.unembedded(madeUpModel, after);
    for (const { content } of texts)
      await writer.addEmbedding(
        madeUpModel,
        content,
        clusteredVectors(1, dimensions, Number.parseInt(content.slice(0, 8), 16))[0]!,
      );
    after = next;
  }
  store.close();
}

/** Publishes an indexed workspace as the branch `main` of `team/code`. */
export async function publishWorkspace(
  { base, root }: TestWorkspace,
  address: string,
  options: Partial<PublishOptions> = {},
  password?: string,
): Promise<PublishReport> {
  using local = new LocalIndex(await indexLocation(base, root));
  const store = await StoreConnection.open(
    { address: parseStoreAddress(address), password },
    'publishing',
  );
  try {
    return await publish({
      store,
      local,
      publication: { repository: 'team/code', branch: 'main', commit: 'c0ffee' },
      modelSha256: madeUpModel,
      relevance: 0.25,
      keepDays: 30,
      signal: new AbortController().signal,
      ...options,
    });
  } finally {
    await store.end();
  }
}
